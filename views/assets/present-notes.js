'use strict'
// The teacher's window: follows the wall by what the browser's windows tell each other, on another device by asking.
document.addEventListener('DOMContentLoaded', function () {
  var notes = document.querySelector('[data-notes]')
  if (!notes || !window.laChanChannel || !notes.querySelector('.note')) return
  var ASK_MS = 3000
  var isLinked = false
  var timer = null
  var say = window.laChanChannel(notes.getAttribute('data-run'), heard)

  function toList(nodes) {
    return Array.prototype.slice.call(nodes)
  }

  function one(selector) {
    return notes.querySelector(selector)
  }

  function heard(message) {
    if (message.kind !== 'at') return
    isLinked = true
    timer = message.timer && { state: message.timer, at: Date.now() }
    show(message)
    if (message.counts) draw(message.ballot, message.counts)
    one('[data-presses]').hidden = false
    tell('here')
    tick()
  }

  function tell(which) {
    var place = one('[data-linked]')
    place.textContent = place.getAttribute('data-' + which)
  }

  function isNoteOf(note, place) {
    if (Number(note.getAttribute('data-slide')) !== place.slide) return false
    return place.node
      ? note.getAttribute('data-node') === place.node
      : note.hasAttribute('data-start')
  }

  function show(place) {
    var all = toList(notes.querySelectorAll('.note'))
    var now = all.filter(function (note) {
      return isNoteOf(note, place)
    })[0]
    if (!now) return
    all.forEach(function (note) {
      note.hidden = note !== now
    })
    one('[data-place]').textContent = place.slide + '/' + notes.getAttribute('data-slides')
  }

  function draw(ballot, counts) {
    toList(notes.querySelectorAll('[data-ballot]')).forEach(function (form) {
      if (form.getAttribute('data-ballot') !== ballot) return
      toList(form.querySelectorAll('[data-row]')).forEach(function (row) {
        row.querySelector('[data-count]').textContent = counts[row.getAttribute('data-row')] || 0
      })
    })
  }

  function tick() {
    var box = one('[data-timer]')
    box.hidden = !timer
    if (!timer) return
    var gone = timer.state.isRunning ? Math.floor((Date.now() - timer.at) / 1000) : 0
    var left = timer.state.left - gone
    var size = Math.abs(left)
    var rest = size % 60
    one('[data-timer-sign]').textContent = timer.state.isRunning ? '▶' : '⏸'
    one('[data-timer-left]').textContent =
      (left < 0 ? '+' : '') + Math.floor(size / 60) + ':' + (rest < 10 ? '0' : '') + rest
  }

  /** Another device: the server knows where the wall is. */
  function ask() {
    if (isLinked) return
    var request = new window.XMLHttpRequest()
    request.open('GET', notes.getAttribute('data-state'))
    request.onload = function () {
      // The right to look is over: the page itself says so.
      if (request.status === 401) window.location.reload()
      if (request.status !== 200 || isLinked) return
      var state = JSON.parse(request.responseText)
      show(state.here)
      state.polls.forEach(function (poll) {
        draw(poll.blockId, poll.counts)
      })
      tell('far')
    }
    request.send()
  }

  function post(form, step) {
    var field = function (name, value) {
      return encodeURIComponent(name) + '=' + encodeURIComponent(value)
    }
    var request = new window.XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.onload = ask
    request.send(
      [
        field('_visit', notes.getAttribute('data-proof')),
        field('from', 'state'),
        field('ballot', form.getAttribute('data-ballot')),
        field('step', step.value),
      ].join('&'),
    )
  }

  function count(button) {
    var form = button.closest('[data-ballot]')
    if (!isLinked) {
      post(form, button)
      return
    }
    say({
      kind: 'count',
      ballot: form.getAttribute('data-ballot'),
      row: button.closest('[data-row]').getAttribute('data-row'),
      by: Number(button.getAttribute('data-step')),
    })
  }

  document.addEventListener('click', function (event) {
    var press = event.target.closest('[data-press]')
    var step = event.target.closest('[data-step]')
    if (press) say({ kind: 'press', what: press.getAttribute('data-press') })
    if (!step) return
    event.preventDefault()
    count(step)
  })

  // Whoever draws the code for a phone lets the wall tell the server where it is.
  var phone = one('[data-phone]')
  if (phone)
    phone.addEventListener('toggle', function () {
      if (phone.open) say({ kind: 'remote' })
    })

  var KEYS = { ArrowRight: 'next', PageDown: 'next', ArrowLeft: 'back', PageUp: 'back', t: 'timer' }
  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !isLinked) return
    var what = Object.prototype.hasOwnProperty.call(KEYS, event.key) && KEYS[event.key]
    if (!what) return
    event.preventDefault()
    say({ kind: 'press', what: what })
  })

  window.setInterval(ask, ASK_MS)
  window.setInterval(tick, 500)
  say({ kind: 'ask' })
  window.setTimeout(ask, 500)
})
