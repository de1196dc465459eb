'use strict'
// Reads the page to children: a recording where the school has made one, else the device's Vietnamese voice, a sentence at a
// time. Where there is neither, there is no button.
;(function () {
  var RATE = 0.85
  var SKIPPED =
    'nav,script,button,.button,.unseen,.path,.emoji-row,[hidden],[aria-hidden="true"],input'
  var BLOCKS =
    /^(P|LI|H[1-6]|LEGEND|LABEL|DIV|SECTION|UL|OL|FORM|FIELDSET|BLOCKQUOTE|FIGURE|A|TD|TH)$/
  var SENTENCE = /[\s\S]+?(?:[.!?:]+["”’)]*(?=\s|$)|$)/g
  // Numbers to call are said digit by digit, and so are codes; the rest a Vietnamese voice would spell or swallow.
  var DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
  var WORDS = { OTP: 'ô tê pê', QR: 'kiu a', AI: 'ây ai' }

  var button = document.querySelector('[data-listen]')
  if (!button) return
  var label = button.querySelector('[data-label]')
  var start = label.textContent
  var recording = button.getAttribute('data-recording')
  var synth = window.speechSynthesis
  var Utterance = window.SpeechSynthesisUtterance
  var marks = window.CSS && window.CSS.highlights
  var sound, voice, spoken
  var run = 0

  function digitByDigit(digits) {
    return digits
      .split('')
      .map(function (digit) {
        return DIGITS[digit]
      })
      .join(' ')
  }

  function sayable(text) {
    return text
      .replace(/(^|[^\d.,])(11[1-5]|\d{5,})(?![\d]|[.,]\d)/g, function (_, before, digits) {
        return before + digitByDigit(digits)
      })
      .replace(/(\d)-(?=\d)/g, '$1, ')
      .replace(/(\d)([A-Z])(?![a-zà-ỹ])/g, '$1 $2')
      .replace(/(\d)\+/g, '$1 cộng')
      .replace(/(^|[^A-Za-zÀ-ỹ])([A-Z]{2,})(?![A-Za-zÀ-ỹ])/g, function (all, before, word) {
        if (WORDS[word]) return before + WORDS[word]
        // Shouted, not spelled.
        return word.length > 2 && /[AEIOUY]/.test(word) ? before + word.toLowerCase() : all
      })
      .replace(/\s+[–—-]\s+/g, ', ')
      .replace(/[_/]/g, ' ')
      .replace(/[“”"«»()·]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  }

  // Everything on the page in its order, by sentence; each knows where it stands.
  function sentences() {
    var found = []
    var pieces = []
    var selects = 0
    var baskets = 0

    function add(node, text) {
      if (text) pieces.push({ node: node, text: text })
    }

    function close() {
      var whole = pieces
        .map(function (piece) {
          return piece.text
        })
        .join('')
      var from = 0
      ;(whole.match(SENTENCE) || []).forEach(function (text) {
        // A sign or the number of a place alone says nothing.
        if (/[A-Za-zÀ-ỹ]|\d\d/.test(text))
          found.push({ text: text, range: rangeOf(pieces, from, from + text.length) })
        from += text.length
      })
      pieces = []
    }

    function walk(node) {
      if (node.nodeType === 3) return add(node, node.data)
      if (node.nodeType !== 1 || node.matches(SKIPPED)) return
      if (node.className === 'emoji') return add(node, node.alt)
      if (node.tagName === 'IMG') return add(node, node.alt && node.alt + '. ')
      if (node.tagName === 'SELECT') return selects++ ? undefined : options(node)
      if (node.className === 'baskets' && baskets++) return
      var isBlock = BLOCKS.test(node.tagName)
      if (isBlock) close()
      if (node.getAttribute('role') === 'img') add(node, node.getAttribute('aria-label'))
      else each(node.childNodes, walk)
      if (isBlock) close()
    }

    function options(select) {
      close()
      each(select.options, function (option) {
        if (option.value) add(select, option.text + '. ')
      })
      close()
    }

    walk(document.getElementById('main'))
    close()
    return found
  }

  function each(list, work) {
    for (var i = 0; i < list.length; i += 1) work(list[i])
  }

  function rangeOf(pieces, from, to) {
    var range = document.createRange()
    var at = 0
    var isOpen = false
    each(pieces, function (piece) {
      var end = at + piece.text.length
      var isText = piece.node.nodeType === 3
      if (end > from && at < to) {
        if (!isOpen && isText) range.setStart(piece.node, Math.max(0, from - at))
        if (!isOpen && !isText) range.setStartBefore(piece.node)
        if (isText) range.setEnd(piece.node, Math.min(to, end) - at)
        else range.setEndAfter(piece.node)
        isOpen = true
      }
      at = end
    })
    return range
  }

  function mark(range) {
    if (!marks) return
    marks.delete('listened')
    if (range) marks.set('listened', new window.Highlight(range))
  }

  function show(isOn) {
    label.textContent = isOn ? button.getAttribute('data-stop') : start
    button.classList[isOn ? 'add' : 'remove']('is-on')
  }

  function stop() {
    run += 1
    if (sound) sound.pause()
    if (synth) synth.cancel()
    mark()
    show(false)
  }

  function speak(list, index, mine) {
    if (mine !== run) return
    var sentence = list[index]
    if (!sentence) return stop()
    // Kept where the collector sees it: else Chrome forgets to say that it has ended.
    spoken = new Utterance(sayable(sentence.text))
    spoken.voice = voice
    spoken.lang = voice.lang
    spoken.rate = RATE
    spoken.onstart = function () {
      if (mine === run) mark(sentence.range)
    }
    spoken.onend = function () {
      speak(list, index + 1, mine)
    }
    spoken.onerror = function (event) {
      if (mine !== run) return
      stop()
      // Another page began to speak: that says nothing against the voice.
      button.hidden = event.error !== 'interrupted' && event.error !== 'canceled'
    }
    synth.speak(spoken)
  }

  function readAloud() {
    // Some browsers drop what is said right after a cancel, so only where there is something.
    if (synth.speaking || synth.pending) synth.cancel()
    show(true)
    speak(sentences(), 0, (run += 1))
  }

  function play() {
    var mine = (run += 1)
    if (!sound) {
      sound = new window.Audio(recording)
      sound.onended = stop
    }
    sound.onerror = function () {
      if (mine === run) withoutRecording()
    }
    sound.currentTime = 0
    show(true)
    var playing = sound.play()
    if (playing && playing.catch) playing.catch(function () {})
  }

  // The line broke, or the file is none that this browser plays.
  function withoutRecording() {
    stop()
    recording = undefined
    sound = undefined
    if (voice) readAloud()
    else button.hidden = true
  }

  function findVoice() {
    var all = synth.getVoices().filter(function (one) {
      return /^vi([-_]|$)/i.test(one.lang)
    })
    var near = all.filter(function (one) {
      return one.localService
    })
    voice = near[0] || all[0]
    if (voice) button.hidden = false
  }

  if (synth && Utterance) {
    // Voices may come long after the page.
    synth.onvoiceschanged = findVoice
    findVoice()
  }
  if (recording) button.hidden = false

  button.addEventListener('click', function () {
    if (button.classList.contains('is-on')) stop()
    else if (recording) play()
    else readAloud()
  })
  window.addEventListener('pagehide', stop)
  document.addEventListener('visibilitychange', function () {
    if (document.hidden) stop()
  })
})()
