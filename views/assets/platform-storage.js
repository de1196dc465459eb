'use strict'
// Rung 2 of the cookie ladder: a secret is kept with the platform while the browser goes to it and back.
// https://www.imsglobal.org/spec/lti-pm-s/v0p1 and https://www.imsglobal.org/spec/lti-cs-oidc/v0p1
// Whatever goes wrong, what the page says without this script stays: on the way out rung 3, on the way in a refusal.
;(function () {
  var PATIENCE_MS = 2000
  // The platform's own frame may still be on its way when ours is here already.
  var ASK_EVERY_MS = 250
  var place = document.querySelector('[data-storage]')
  var data = place.dataset
  // Old browsers could not go on from here (kept-visit.js), so they do not begin.
  var isAble = window.fetch && window.URLSearchParams && window.FormData && window.DOMParser
  if (window.parent === window || !isAble) return

  // Only the platform is asked and only the platform is heard: a message goes nowhere if the frame is another's.
  function ask(subject, fields) {
    return new Promise(function (resolve, reject) {
      var id = newId()
      var message = Object.assign({ subject: subject, message_id: id }, fields)
      var asking = window.setInterval(send, ASK_EVERY_MS)
      window.setTimeout(end, PATIENCE_MS, reject)
      window.addEventListener('message', function hear(event) {
        var reply = event.data
        if (event.origin !== data.origin || !reply || reply.message_id !== id) return
        if (reply.subject !== subject + '.response') return
        window.removeEventListener('message', hear)
        end(reply.error ? reject : resolve, reply.value)
      })
      send()

      function send() {
        storageFrame().postMessage(message, data.origin)
      }

      function end(settle, value) {
        window.clearInterval(asking)
        settle(value)
      }
    })
  }

  function storageFrame() {
    if (data.target === '_parent') return window.parent
    try {
      return window.parent.frames[data.target] || window.parent
    } catch {
      return window.parent // that is how another site's page says that it has no such frame
    }
  }

  function newId() {
    return Array.from(window.crypto.getRandomValues(new Uint8Array(16)), function (byte) {
      return byte.toString(16)
    }).join('-')
  }

  function say(isOpening) {
    place.querySelector('[data-opening]').hidden = !isOpening
    var otherwise = document.querySelector('[data-otherwise]')
    if (otherwise) otherwise.hidden = isOpening
  }

  // Read back before the platform is asked: its hint works once.
  function put() {
    return ask('lti.put_data', { key: data.key, value: data.secret })
      .then(function () {
        return ask('lti.get_data', { key: data.key })
      })
      .then(function (value) {
        if (value !== data.secret) throw new Error('not kept')
        location.replace(data.nextUrl)
      })
  }

  function get() {
    return ask('lti.get_data', { key: data.key }).then(function (value) {
      if (typeof value !== 'string' || value === '') throw new Error('not kept')
      place.dispatchEvent(new window.CustomEvent('storage-proven', { detail: value }))
    })
  }

  document.addEventListener('DOMContentLoaded', function () {
    say(true)
    var work = data.storage === 'put' ? put() : get()
    work.catch(function () {
      say(false)
    })
  })
})()
