'use strict'
// What the projector saw, told to the server: kept on this machine until it has arrived, so a broken network loses nothing.
window.laChanRunLog = function (deck, heard) {
  var RETRY_MS = 10000
  var PATIENCE_MS = 1500
  var READING_MS = 2000
  var key = 'lachan-run-' + deck.getAttribute('data-run')
  var openedAt = Date.now()
  var before = Number(deck.getAttribute('data-elapsed'))
  var told = recall()
  var isUnsent = told.after > 0
  var isSending = false
  var isRefused = false
  var trouble = window.navigator.onLine === false ? 'offline' : ''
  var afterwards = null
  var timer = null
  var seen = recallSeen()
  var reading = null
  var here = ''
  var isRemote = recallRemote()

  function recallRemote() {
    try {
      return window.sessionStorage.getItem(key + '-remote') === '1'
    } catch (error) {
      window.console.warn(error)
      return false
    }
  }

  function recallSeen() {
    try {
      return JSON.parse(window.sessionStorage.getItem(key)) || {}
    } catch (error) {
      window.console.warn(error)
      return {}
    }
  }

  /** A slide that stays on the wall is one that a class has seen; leafing through leaves none. */
  function see(slide) {
    window.clearTimeout(reading)
    reading = window.setTimeout(function () {
      if (seen[slide]) return
      seen[slide] = 1
      isUnsent = true
      keep()
      try {
        window.sessionStorage.setItem(key, JSON.stringify(seen))
      } catch (error) {
        window.console.warn(error)
      }
    }, READING_MS)
  }

  function recall() {
    var fresh = { slide: 1, after: 0, hasEnded: false, polls: {} }
    try {
      return JSON.parse(window.localStorage.getItem(key)) || fresh
    } catch (error) {
      window.console.warn(error)
      return fresh
    }
  }

  function keep() {
    try {
      if (isUnsent) window.localStorage.setItem(key, JSON.stringify(told))
      else window.localStorage.removeItem(key)
    } catch (error) {
      // A browser that keeps nothing still sends.
      window.console.warn(error)
    }
  }

  function elapsed() {
    return Math.max(0, Math.floor(before + (Date.now() - openedAt) / 1000))
  }

  function field(name, value) {
    return encodeURIComponent(name) + '=' + encodeURIComponent(value)
  }

  function body() {
    var fields = [
      field('_visit', deck.getAttribute('data-proof')),
      field('slide', told.slide),
      field('seen', Object.keys(seen).length),
      field('after', told.after),
    ]
    if (isRemote) fields.push(field('here', here))
    if (told.hasEnded) fields.push(field('end', '1'))
    Object.keys(told.polls).forEach(function (ballot) {
      var counts = told.polls[ballot]
      var rows = Object.keys(counts).map(function (row) {
        return row + '=' + counts[row]
      })
      fields.push(field('poll', [ballot].concat(rows).join(' ')))
    })
    return fields.join('&')
  }

  function say(what) {
    trouble = what
    var sign = deck.querySelector('[data-sign]')
    sign.textContent = trouble && sign.getAttribute('data-' + trouble)
    heard(trouble !== 'offline')
  }

  function goOn() {
    var then = afterwards
    afterwards = null
    if (then) then()
  }

  function sent(text) {
    if (text === body()) {
      isUnsent = false
      told.polls = {}
    }
    keep()
    say('')
    if (isUnsent) send()
    else goOn()
  }

  // Whoever may no longer report may still go on; the next page says why.
  function refused() {
    isRefused = true
    say('unsent')
    goOn()
  }

  function send() {
    if (isSending) return
    var text = body()
    var request = new window.XMLHttpRequest()
    isSending = true
    request.open('POST', deck.getAttribute('data-report'))
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.timeout = RETRY_MS
    request.onload = function () {
      isSending = false
      if (request.status < 300) sent(text)
      else if (request.status < 500) refused()
      else {
        say('unsent')
        goOn()
      }
    }
    request.onerror = request.ontimeout = function () {
      isSending = false
      afterwards = null
      say('offline')
    }
    request.send(text)
  }

  function soon() {
    window.clearTimeout(timer)
    timer = window.setTimeout(send, PATIENCE_MS)
  }

  /** Somebody is at work: `news` may be a further slide, the end, or hands. */
  function note(news) {
    var isNews = news.slide > told.slide || news.counts || (news.hasEnded && !told.hasEnded)
    told.after = elapsed()
    told.slide = Math.max(told.slide, news.slide || 0)
    told.hasEnded = told.hasEnded || Boolean(news.hasEnded)
    if (news.counts) told.polls[news.ballot] = news.counts
    isUnsent = true
    keep()
    if (isNews && trouble !== 'offline') soon()
  }

  window.addEventListener('online', send)
  window.addEventListener('offline', function () {
    say('offline')
  })
  window.addEventListener('pagehide', function () {
    if (isUnsent && window.navigator.sendBeacon) {
      var type = 'application/x-www-form-urlencoded'
      window.navigator.sendBeacon(
        deck.getAttribute('data-report'),
        new window.Blob([body()], { type: type }),
      )
    }
  })
  window.setInterval(function () {
    if ((isUnsent || trouble) && !isRefused) send()
  }, RETRY_MS)
  say(trouble)
  if (isUnsent) soon()

  return {
    elapsed: elapsed,
    note: note,
    /** Where the wall stands; told only while another device looks on. */
    stand: function (place) {
      if (place === here) return
      here = place
      if (!isRemote) return
      isUnsent = true
      if (trouble !== 'offline') soon()
    },
    isRemote: function () {
      return isRemote
    },
    /** Another device of the teacher looks on from now. */
    remote: function () {
      isRemote = true
      isUnsent = true
      try {
        window.sessionStorage.setItem(key + '-remote', '1')
      } catch (error) {
        window.console.warn(error)
      }
      soon()
    },
    /** This slide is on the wall now. */
    see: see,
    /** Hands that were counted and have not arrived yet. */
    counts: function (ballot) {
      return told.polls[ballot]
    },
    /** Does it once the server has everything. */
    flushThen: function (then) {
      afterwards = then
      send()
    },
  }
}
