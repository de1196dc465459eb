'use strict'
// Counts a step of the lesson down. Runs on from step to step until it is paused; silent when the time is up.
window.laChanTimer = function (deck, heard) {
  var key = 'lachan-timer-' + deck.getAttribute('data-run')
  var box = deck.querySelector('[data-timer]')
  var kept = recall()
  var step = 0
  var minutes = 0

  function recall() {
    var fresh = { spent: {}, since: 0, step: 0 }
    try {
      return JSON.parse(window.sessionStorage.getItem(key)) || fresh
    } catch (error) {
      window.console.warn(error)
      return fresh
    }
  }

  function keep() {
    try {
      window.sessionStorage.setItem(key, JSON.stringify(kept))
    } catch (error) {
      window.console.warn(error)
    }
  }

  function isRunning() {
    return kept.since > 0
  }

  /** What has run until now belongs to the step that was on the wall. */
  function book() {
    if (!isRunning()) return
    kept.spent[kept.step] = (kept.spent[kept.step] || 0) + Date.now() - kept.since
    kept.since = Date.now()
  }

  function leftSeconds() {
    var running = isRunning() && kept.step === step ? Date.now() - kept.since : 0
    return minutes * 60 - Math.floor(((kept.spent[step] || 0) + running) / 1000)
  }

  function clock(seconds) {
    var size = Math.abs(seconds)
    var rest = size % 60
    return (seconds < 0 ? '+' : '') + Math.floor(size / 60) + ':' + (rest < 10 ? '0' : '') + rest
  }

  function draw() {
    box.hidden = minutes === 0
    if (box.hidden) return
    var place = box.querySelector('[data-timer-step]')
    var button = box.querySelector('[data-press]')
    var word = button.getAttribute(isRunning() ? 'data-stop' : 'data-run-on')
    place.textContent = place.getAttribute('data-text').replace('#', step)
    box.querySelector('[data-timer-left]').textContent = clock(leftSeconds())
    box.querySelector('[data-timer-sign]').textContent = isRunning() ? '⏸' : '▶'
    box.querySelector('[data-timer-word]').textContent = word
    box.classList[leftSeconds() < 0 ? 'add' : 'remove']('is-over')
  }

  function changed() {
    keep()
    draw()
    heard()
  }

  window.setInterval(draw, 500)

  return {
    /** A screen is on the wall now. */
    at: function (screen) {
      step = Number(screen.getAttribute('data-of-step')) || 0
      minutes = Number(screen.getAttribute('data-step-minutes')) || 0
      if (kept.step !== step) {
        book()
        kept.step = step
        keep()
      }
      draw()
    },
    toggle: function () {
      if (minutes === 0) return
      if (isRunning()) {
        book()
        kept.since = 0
      } else kept.since = Date.now()
      changed()
    },
    /** Seconds that are left, and whether they run; nothing of a screen that is of no step. */
    state: function () {
      if (minutes === 0) return null
      return { step: step, left: leftSeconds(), isRunning: isRunning() }
    },
  }
}
