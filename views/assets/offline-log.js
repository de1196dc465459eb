'use strict'
// The log of an offline pack: kept on this computer where it may be, since there is nobody to tell it to.
window.laChanPack = (function () {
  var deck = document.querySelector('[data-run]')
  var KEY = 'lachan-' + deck.getAttribute('data-run')
  var MINUTE_MS = 60000
  var DAY_MS = 86400000
  // Later it is another class that sits there.
  var SAME_CLASS_MS = 20 * MINUTE_MS
  var MOST_KEPT = 20
  var heard = function () {}
  var logs = recall()
  var last = logs[logs.length - 1]
  var isResumed = Boolean(last) && !last.hasEnded && Date.now() - last.seenAt < SAME_CLASS_MS
  var log = isResumed ? last : begin()

  function recall() {
    try {
      return JSON.parse(window.localStorage.getItem(KEY)) || []
    } catch (error) {
      window.console.warn(error)
      return []
    }
  }

  function keep() {
    try {
      window.localStorage.setItem(KEY, JSON.stringify(logs.slice(-MOST_KEPT)))
    } catch (error) {
      // A browser that keeps nothing still presents.
      window.console.warn(error)
    }
  }

  function begin() {
    var now = Date.now()
    return {
      startedAt: now,
      seenAt: now,
      slide: 1,
      here: 1,
      hasBegun: false,
      hasEnded: false,
      polls: {},
      nonce: Math.floor(Math.random() * 16),
    }
  }

  /** Once something is shown: a file that is only looked at leaves no log. */
  function start() {
    if (log.hasBegun) return
    log.hasBegun = true
    log.startedAt = Date.now()
    logs.push(log)
  }

  function note(news) {
    var isMore = news.slide > log.slide || Boolean(news.counts) || !log.hasEnded
    if (news.slide > 1 || news.counts) start()
    log.here = news.slide || log.here
    log.slide = Math.max(log.slide, log.here)
    log.hasEnded = log.hasEnded || Boolean(news.hasEnded)
    if (news.counts) log.polls[news.ballot] = news.counts
    // Whoever comes back for the code does not lengthen the lesson.
    if (isMore) log.seenAt = Date.now()
    if (log.hasBegun) keep()
    heard()
  }

  function ballots() {
    return Array.prototype.slice.call(deck.querySelectorAll('[data-ballot]'))
  }

  function handsOf(ballot, counts) {
    // One pupil may raise a hand for several rows of such a question.
    var mayRaiseTwice = ballot.indexOf('many:') === 0
    return counts.reduce(function (sum, hands) {
      return mayRaiseTwice ? Math.max(sum, hands) : sum + hands
    }, 0)
  }

  function pollsOf(one) {
    return ballots().reduce(function (polls, form, at) {
      var id = form.getAttribute('data-ballot')
      var told = one.polls[id]
      if (!told) return polls
      var rows = Array.prototype.slice.call(form.querySelectorAll('[data-row]'))
      var counts = rows.map(function (row) {
        return told[row.getAttribute('data-row')] || 0
      })
      var isSome = Math.max.apply(null, counts) > 0
      return isSome ? polls.concat({ at: at, id: id, counts: counts }) : polls
    }, [])
  }

  /** What the code is made of (offline-code.js). */
  function told(one) {
    var started = new Date(one.startedAt)
    var day = Date.UTC(started.getFullYear(), started.getMonth(), started.getDate())
    var polls = pollsOf(one)
    return {
      module: deck.getAttribute('data-module'),
      version: Number(deck.getAttribute('data-version')),
      day: Math.round((day - Date.UTC(2025, 0, 1)) / DAY_MS),
      minute: started.getHours() * 60 + started.getMinutes(),
      nonce: one.nonce,
      minutes: Math.max(1, Math.round((one.seenAt - one.startedAt) / MINUTE_MS)),
      slide: one.slide,
      hands: polls.reduce(function (most, poll) {
        return Math.max(most, handsOf(poll.id, poll.counts))
      }, 0),
      polls: polls,
    }
  }

  /** Opens where it was closed by mistake, before anything leads the slides. */
  function reopen() {
    var screens = Array.prototype.slice.call(deck.querySelectorAll('.screen'))
    screens.forEach(function (screen) {
      var isHere = Number(screen.getAttribute('data-slide')) === log.here
      screen.hidden = !(isHere && screen.hasAttribute('data-start'))
    })
  }

  if (isResumed) reopen()

  window.laChanRunLog = function () {
    return {
      elapsed: function () {
        return Math.max(0, Math.floor((Date.now() - log.startedAt) / 1000))
      },
      note: note,
      see: function () {},
      stand: function () {},
      isRemote: function () {
        return false
      },
      counts: function (ballot) {
        return log.polls[ballot]
      },
      flushThen: function () {},
    }
  }

  return {
    isResumed: isResumed,
    startedAt: function () {
      return new Date(log.startedAt)
    },
    /** The clock of an old computer is often wrong; how long it took stays. */
    moveTo: function (date) {
      log.seenAt += date.getTime() - log.startedAt
      log.startedAt = date.getTime()
      if (log.hasBegun) keep()
      heard()
    },
    told: function () {
      return told(log)
    },
    /** Those of earlier classes, the latest first. */
    older: function () {
      return logs
        .filter(function (one) {
          return one !== log
        })
        .reverse()
        .map(function (one) {
          return { startedAt: new Date(one.startedAt), told: told(one) }
        })
    },
    afresh: function () {
      log.hasEnded = true
      keep()
      location.reload()
    },
    onChange: function (act) {
      heard = act
    },
  }
})()
