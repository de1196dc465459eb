'use strict'
// Leads a presentation through the slides that are all in this one document. Without it every press is a page of its own.
document.addEventListener('DOMContentLoaded', function () {
  var deck = document.querySelector('[data-run]')
  if (!deck || !window.laChanRunLog || !window.laChanTimer) return
  var LEAST_PX = 11
  var LARGER = 1.5
  var main = deck.querySelector('main')
  var screens = toList(deck.querySelectorAll('.screen'))
  var here = screens.filter(isOpen)[0]
  var trail = []
  var log = window.laChanRunLog(deck, showConnection)
  var timer = window.laChanTimer(deck, tellNotes)
  // A file of its own has no second window.
  var say = window.laChanChannel
    ? window.laChanChannel(deck.getAttribute('data-run'), heard)
    : function () {}
  var REMOTE_MS = 4000

  function toList(nodes) {
    return Array.prototype.slice.call(nodes)
  }

  function isOpen(screen) {
    return !screen.hidden
  }

  function numberOf(element, name) {
    return Number(element.getAttribute(name))
  }

  function slideOf(screen) {
    return numberOf(screen, 'data-slide')
  }

  function screenAt(slide, node) {
    return screens.filter(function (screen) {
      if (slideOf(screen) !== slide) return false
      return node ? screen.getAttribute('data-node') === node : screen.hasAttribute('data-start')
    })[0]
  }

  function show(screen) {
    if (!screen) return
    here.hidden = true
    screen.hidden = false
    here = screen
    timer.at(here)
    fit()
    place()
    log.see(slideOf(here))
    log.note({ slide: slideOf(here), hasEnded: slideOf(here) === numberOf(deck, 'data-slides') })
  }

  function place() {
    var slide = slideOf(here)
    var node = here.getAttribute('data-node')
    var beat = numberOf(here, 'data-beat')
    deck.querySelector('[data-place]').textContent = slide + '/' + deck.getAttribute('data-slides')
    allow('back', slide > 1 || node || beat > 0)
    allow('next', slide < numberOf(deck, 'data-slides'))
    var search = '?slide=' + slide + (node ? '&at=' + node : '') + (beat > 0 ? '&beat=' + beat : '')
    // A file of its own has no address that could say where one is.
    if (window.history.replaceState && deck.hasAttribute('data-url'))
      window.history.replaceState(null, '', deck.getAttribute('data-url') + search)
    log.stand([slide, node || '', beat].join(' '))
    tellNotes()
  }

  /** To the teacher's window: what is on the wall, and its hands. */
  function tellNotes() {
    var form = here.querySelector('[data-ballot]')
    say({
      kind: 'at',
      slide: slideOf(here),
      node: here.getAttribute('data-node'),
      timer: timer.state(),
      ballot: form && form.getAttribute('data-ballot'),
      counts: form && countsOf(),
    })
  }

  /** From the teacher's window. */
  function heard(message) {
    if (message.kind === 'ask') tellNotes()
    else if (message.kind === 'press') press(message.what)
    else if (message.kind === 'count') countFor(message)
    else if (message.kind === 'remote') log.remote()
  }

  function press(what) {
    if (what === 'black') blacken(!isBlack())
    else if (isBlack()) blacken(false)
    else if (what === 'next') next()
    else if (what === 'back') back()
    else if (what === 'timer') timer.toggle()
  }

  function countFor(message) {
    var form = here.querySelector('[data-ballot]')
    if (!form || form.getAttribute('data-ballot') !== message.ballot) return
    rows().forEach(function (row) {
      if (row.getAttribute('data-row') === message.row) count(row, message.by)
    })
  }

  /** Hands that were counted on another device; what was counted here and has not arrived yet stands. */
  function takeIn() {
    if (!log.isRemote()) return
    var request = new window.XMLHttpRequest()
    request.open('GET', deck.getAttribute('data-state'))
    request.onload = function () {
      if (request.status !== 200) return
      JSON.parse(request.responseText).polls.forEach(function (poll) {
        if (!log.counts(poll.blockId)) screens.forEach(setCounts.bind(null, poll))
      })
      tellNotes()
    }
    request.send()
  }

  function setCounts(poll, screen) {
    var form = screen.querySelector('[data-ballot]')
    if (!form || form.getAttribute('data-ballot') !== poll.blockId) return
    toList(screen.querySelectorAll('[data-row]')).forEach(function (row) {
      row.querySelector('[data-count]').textContent = poll.counts[row.getAttribute('data-row')] || 0
    })
    drawShares(screen)
  }

  function allow(way, isPossible) {
    var link = deck.querySelector('[data-go="' + way + '"]')
    if (isPossible) {
      link.removeAttribute('aria-disabled')
      link.setAttribute('href', '#')
    } else {
      link.setAttribute('aria-disabled', 'true')
      link.removeAttribute('href')
    }
  }

  /** Letters as large as the wall has room for; the style sheet's own size is for whoever has no JavaScript. */
  function fit() {
    var least = LEAST_PX
    var most = parseFloat(window.getComputedStyle(main).fontSize) * LARGER
    if (fits(most)) return
    while (most - least > 0.5) {
      var tried = (least + most) / 2
      if (fits(tried)) least = tried
      else most = tried
    }
    fits(least)
  }

  function fits(size) {
    here.style.fontSize = size + 'px'
    return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth
  }

  function reveal(beat) {
    here.setAttribute('data-beat', beat)
    each('[data-from]', function (element) {
      element.classList[numberOf(element, 'data-from') <= beat ? 'add' : 'remove']('is-on')
    })
    each('[data-shown-from]', function (element) {
      element.hidden = numberOf(element, 'data-shown-from') > beat
    })
    each('[data-only]', function (element) {
      element.hidden = element.getAttribute('data-only').split(' ').indexOf(String(beat)) < 0
    })
    fit()
    place()
    log.note({ slide: slideOf(here) })
  }

  function each(selector, act) {
    toList(here.querySelectorAll(selector)).forEach(act)
  }

  function next() {
    var beat = numberOf(here, 'data-beat')
    if (beat < numberOf(here, 'data-beats')) reveal(beat + 1)
    else if (chosen()) follow(chosen().getAttribute('data-goes'))
    else begin(screenAt(slideOf(here) + 1))
  }

  /** Going on comes to the first face of a screen; going back, to the one that was left. */
  function begin(screen) {
    if (!screen) return
    show(screen)
    if (numberOf(screen, 'data-beat') > 0) reveal(0)
  }

  function follow(node) {
    trail.push(here)
    begin(screenAt(slideOf(here), node))
  }

  function back() {
    var beat = numberOf(here, 'data-beat')
    if (beat > 0) {
      reveal(beat - 1)
      return
    }
    var last = trail.pop()
    if (last && slideOf(last) === slideOf(here)) show(last)
    else if (here.hasAttribute('data-node') && !here.hasAttribute('data-start'))
      show(screenAt(slideOf(here)))
    else show(screenAt(slideOf(here) - 1))
  }

  function rows() {
    return toList(here.querySelectorAll('[data-row]'))
  }

  /** Those that are on the wall: a key counts nothing that nobody sees. */
  function rowsUp() {
    return rows().filter(function (row) {
      return !row.closest('[hidden]')
    })
  }

  function handsOf(row) {
    return Number(row.querySelector('[data-count]').textContent)
  }

  /** The way that most hands are up for; where they are equal, the row that is picked, or the first. */
  function chosen() {
    return rows()
      .filter(function (row) {
        return row.hasAttribute('data-goes')
      })
      .reduce(function (best, row) {
        if (!best || handsOf(row) > handsOf(best)) return row
        return handsOf(row) === handsOf(best) && row === picked() ? row : best
      }, null)
  }

  function picked() {
    return here.querySelector('.is-picked')
  }

  function pick(row) {
    if (picked()) picked().classList.remove('is-picked')
    row.classList.add('is-picked')
  }

  function count(row, by) {
    var hands = Math.min(Math.max(0, handsOf(row) + by), 9999)
    row.querySelector('[data-count]').textContent = hands
    pick(row)
    drawShares(here)
    var ballot = here.querySelector('[data-ballot]').getAttribute('data-ballot')
    log.note({ slide: slideOf(here), ballot: ballot, counts: countsOf() })
    tellNotes()
  }

  function countsOf() {
    var counts = {}
    rows().forEach(function (row) {
      counts[row.getAttribute('data-row')] = handsOf(row)
    })
    return counts
  }

  function drawShares(screen) {
    var all = toList(screen.querySelectorAll('[data-row]'))
    var total = all.reduce(function (sum, row) {
      return sum + handsOf(row)
    }, 0)
    all.forEach(function (row) {
      var share = total === 0 ? 0 : Math.round((handsOf(row) / total) * 100)
      row.querySelector('[data-share]').setAttribute('width', share)
    })
  }

  /** What was counted before the page was loaded again, and never arrived. */
  function recount(screen) {
    var form = screen.querySelector('[data-ballot]')
    var counts = form && log.counts(form.getAttribute('data-ballot'))
    if (!counts) return
    toList(screen.querySelectorAll('[data-row]')).forEach(function (row) {
      row.querySelector('[data-count]').textContent = counts[row.getAttribute('data-row')] || 0
    })
    drawShares(screen)
  }

  function isBlack() {
    return !deck.querySelector('[data-black]').hidden
  }

  function blacken(isOn) {
    deck.querySelector('[data-black]').hidden = !isOn
  }

  function showConnection(isThere) {
    var record = deck.querySelector('[data-record]')
    if (isThere) record.removeAttribute('aria-disabled')
    else record.setAttribute('aria-disabled', 'true')
    deck.querySelector('[data-waiting]').hidden = isThere
    fit()
  }

  function step(by) {
    var up = rowsUp()
    var row = up.indexOf(picked()) < 0 ? up[0] : picked()
    if (row) count(row, by)
    return Boolean(row)
  }

  function pickAt(index) {
    var row = rowsUp()[index]
    if (row) pick(row)
    return Boolean(row)
  }

  var NAMES = {
    Left: 'ArrowLeft',
    Right: 'ArrowRight',
    Up: 'ArrowUp',
    Down: 'ArrowDown',
    Spacebar: ' ',
  }
  var KEYS = {
    ArrowRight: next,
    PageDown: next,
    ' ': next,
    Enter: next,
    ArrowLeft: back,
    PageUp: back,
    ArrowUp: step.bind(null, 1),
    ArrowDown: step.bind(null, -1),
    Home: function () {
      show(screens[0])
    },
    End: function () {
      show(screens[screens.length - 1])
    },
    r: function () {
      reveal(numberOf(here, 'data-beats'))
    },
    t: timer.toggle,
    n: openNotes,
    '.': blacken.bind(null, true),
    b: blacken.bind(null, true),
  }

  function openNotes() {
    var link = deck.querySelector('[data-notes]')
    if (link) window.open(link.href, 'lachan-notes', 'width=720,height=900')
  }

  /** Buttons that do what a key does. */
  var PRESSES = { timer: 't' }

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    var key = NAMES[event.key] || event.key
    if (key.length === 1) key = key.toLowerCase()
    var isPress = key === 'Enter' || key === ' '
    if (isPress && event.target.closest('a[href], button')) return
    var isDone = isBlack() ? wake(key) : pickBy(key) || act(key)
    if (isDone) event.preventDefault()
  })

  function wake(key) {
    if (key === 'Shift') return false
    blacken(false)
    return true
  }

  function pickBy(key) {
    if (/^[1-9]$/.test(key)) return pickAt(Number(key) - 1)
    return /^[a-f]$/.test(key) && pickAt(key.charCodeAt(0) - 97)
  }

  function act(key) {
    if (!Object.prototype.hasOwnProperty.call(KEYS, key)) return false
    return KEYS[key]() !== false
  }

  document.addEventListener('click', function (event) {
    var at = event.target.closest(
      '[data-go], [data-step], [data-goes] a, [data-record], [data-full], [data-press], [data-notes]',
    )
    if (!at) return
    event.preventDefault()
    if (at.hasAttribute('data-go')) (at.getAttribute('data-go') === 'next' ? next : back)()
    else if (at.hasAttribute('data-step'))
      count(at.closest('[data-row]'), numberOf(at, 'data-step'))
    else if (at.hasAttribute('data-full')) fullScreen()
    else if (at.hasAttribute('data-notes')) openNotes()
    else if (at.hasAttribute('data-press')) KEYS[PRESSES[at.getAttribute('data-press')]]()
    else if (at.hasAttribute('data-record'))
      log.flushThen(function () {
        location.assign(at.href)
      })
    else follow(at.closest('[data-goes]').getAttribute('data-goes'))
    // So that the next Enter turns the slide instead of pressing this again.
    if (event.detail > 0) at.blur()
  })

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen()
    else document.documentElement.requestFullscreen()
  }

  var touch = null
  document.addEventListener('touchstart', function (event) {
    touch = event.touches.length === 1 ? event.touches[0] : null
  })
  document.addEventListener('touchend', function (event) {
    if (!touch || event.target.closest('a, button')) return
    var end = event.changedTouches[0]
    var across = end.clientX - touch.clientX
    var isSwipe = Math.abs(across) > 50 && Math.abs(across) > Math.abs(end.clientY - touch.clientY)
    var isTap = Math.abs(across) < 10 && Math.abs(end.clientY - touch.clientY) < 10
    if (isBlack()) blacken(false)
    else if (isSwipe) (across < 0 ? next : back)()
    else if (isTap) tap(event.target, end.clientX / window.innerWidth)
  })

  function tap(target, at) {
    var row = target.closest('[data-row]')
    if (row) pick(row)
    else if (at > 2 / 3) next()
    else if (at < 1 / 3) back()
  }

  function tick() {
    var minutes = deck.querySelector('[data-minutes]')
    minutes.textContent = minutes
      .getAttribute('data-text')
      .replace('#', Math.floor(log.elapsed() / 60))
  }

  screens.forEach(recount)
  deck.querySelector('[data-full]').hidden = !document.documentElement.requestFullscreen
  window.addEventListener('resize', fit)
  window.setInterval(tick, 10000)
  window.setInterval(takeIn, REMOTE_MS)
  timer.at(here)
  log.see(slideOf(here))
  fit()
  place()
})
