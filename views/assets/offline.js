'use strict'
// What an offline pack shows beside the slides: the teacher's notes, and at the end the code and its QR.
document.addEventListener('DOMContentLoaded', function () {
  var deck = document.querySelector('[data-run]')
  var pack = window.laChanPack
  var end = deck.querySelector('[data-pack-end]')
  var day = end.querySelector('[data-pack-day]')
  var time = end.querySelector('[data-pack-time]')
  var notes = deck.querySelector('[data-pack-notes]')
  var QUIET = 4

  function two(number) {
    return (number < 10 ? '0' : '') + number
  }

  function dayOf(date) {
    return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  }

  function timeOf(date) {
    return two(date.getHours()) + ':' + two(date.getMinutes())
  }

  /** Long codes go into the QR: whoever types has the short one. */
  function drawQr(code) {
    var squares = window.laChanQr(deck.getAttribute('data-late') + code)
    var path = ''
    for (var row = 0; row < squares.size; row += 1) {
      for (var column = 0; column < squares.size; column += 1) {
        if (squares.get(row, column)) path += 'M' + column + ' ' + row + 'h1v1h-1z'
      }
    }
    var size = squares.size + 2 * QUIET
    var box = [-QUIET, -QUIET, size, size].join(' ')
    end.querySelector('[data-qr-svg]').setAttribute('viewBox', box)
    end.querySelector('[data-qr-path]').setAttribute('d', path)
  }

  function draw() {
    var told = pack.told()
    var facts = end.querySelector('[data-pack-facts]')
    end.querySelector('[data-pack-code]').textContent = window.laChanPackCode(told, false)
    facts.textContent = facts
      .getAttribute('data-text')
      .replace('#1', told.minutes)
      .replace('#2', told.slide)
      .replace('#3', told.hands)
    day.value = dayOf(pack.startedAt())
    time.value = timeOf(pack.startedAt())
    drawQr(window.laChanPackCode(told, true))
  }

  function drawOlder() {
    var list = end.querySelector('[data-pack-list]')
    pack.older().forEach(function (one) {
      var line = document.createElement('li')
      var when = dayOf(one.startedAt).split('-').reverse().join('/')
      line.textContent =
        timeOf(one.startedAt) + ' ' + when + ': ' + window.laChanPackCode(one.told, false)
      list.appendChild(line)
    })
    end.querySelector('[data-pack-older]').hidden = pack.older().length === 0
  }

  function correct() {
    var moved = new Date(day.value + 'T' + (time.value || '00:00') + ':00')
    if (!isNaN(moved.getTime())) pack.moveTo(moved)
  }

  function toggleNotes() {
    notes.hidden = !notes.hidden
    deck
      .querySelector('.deck-foot [data-notes-toggle]')
      .setAttribute('aria-expanded', !notes.hidden)
    if (!notes.hidden) notes.focus()
  }

  // Ahead of the slides: what is typed into a field, or touched in the notes, turns no page.
  function keepFrom(element, names) {
    names.forEach(function (name) {
      element.addEventListener(name, function (event) {
        event.stopPropagation()
      })
    })
  }

  function sayResumed() {
    var sign = deck.querySelector('[data-resumed]')
    sign.hidden = !pack.isResumed
    sign.querySelector('[data-resumed-text]').textContent = sign
      .getAttribute('data-text')
      .replace('#', timeOf(pack.startedAt()))
  }

  document.addEventListener(
    'keydown',
    function (event) {
      var isTyped = event.target.tagName === 'INPUT'
      if (isTyped || event.ctrlKey || event.altKey || event.metaKey) return
      var isToggle = String(event.key).toLowerCase() === 'n'
      if (!isToggle && !(event.key === 'Escape' && !notes.hidden)) return
      event.stopPropagation()
      event.preventDefault()
      toggleNotes()
    },
    true,
  )
  Array.prototype.forEach.call(deck.querySelectorAll('[data-notes-toggle]'), function (button) {
    button.addEventListener('click', function (event) {
      event.stopPropagation()
      toggleNotes()
    })
  })
  deck.querySelector('[data-new]').addEventListener('click', pack.afresh)
  keepFrom(notes, ['touchstart', 'touchend'])
  keepFrom(end, ['touchstart', 'touchend'])
  keepFrom(end.querySelector('.pack-when'), ['keydown'])
  day.addEventListener('change', correct)
  time.addEventListener('change', correct)
  sayResumed()
  draw()
  drawOlder()
  pack.onChange(draw)
})
