'use strict'
// A visit in a frame where no cookie lives: this page keeps the visit's token in memory and stays one document. It
// follows links and posts forms itself, names the token in a header and puts the answer in place of what was there.
// A page of another site cannot send that header. A reload forgets the token, and the server then says what to do.
;(function () {
  var form = document.querySelector('form[data-storage="get"]')
  var lost = form.dataset.lost
  var root = document.documentElement
  var token = null
  var turn = 0
  var isPosting = false
  var pressed = null
  var address = ''

  form.addEventListener('storage-proven', function (event) {
    var fields = new window.FormData(form)
    fields.append('secret', event.detail)
    ask(form.action, 'POST', encode(fields))
      .then(function (answer) {
        return answer.ok ? answer.json().then(begin) : read(answer).then(show)
      })
      .catch(refuse)
  })

  function refuse() {
    form.hidden = true
    document.querySelector('[data-otherwise]').hidden = false
  }

  function begin(visit) {
    token = visit.visit
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    window.addEventListener('popstate', onBack)
    go({ url: visit.url, history: 'replaceState' })
  }

  // Never to another origin, redirects included.
  function ask(url, method, body) {
    var headers = { Accept: 'text/html' }
    if (token) headers['Lachan-Visit'] = token
    return window.fetch(url, { method: method, body: body, headers: headers, mode: 'same-origin' })
  }

  function read(answer) {
    var isPage = /^text\/html/.test(answer.headers.get('Content-Type') || '')
    if (!isPage) throw new Error('no page')
    return answer.text()
  }

  // The latest press wins; what is being posted is never overtaken.
  function go(step) {
    if (isPosting) return
    isPosting = step.body !== undefined
    turn += 1
    var mine = turn
    ask(step.url, step.body === undefined ? 'GET' : 'POST', step.body)
      .then(function (answer) {
        return read(answer).then(function (html) {
          if (mine !== turn) return
          show(html)
          remember(step, answer)
        })
      })
      .catch(function () {
        if (mine === turn) sayLost()
      })
      .then(function () {
        if (mine === turn) isPosting = false
      })
  }

  function show(html) {
    var next = new window.DOMParser().parseFromString(html, 'text/html')
    document.title = next.title
    root.className = next.documentElement.className
    swapStyles(next)
    // Scripts in here never run: every page works without its own.
    root.replaceChild(document.adoptNode(next.body), document.body)
    root.hidden = false
    window.scrollTo(0, 0)
    var first = document.querySelector('[autofocus]') || document.querySelector('main')
    first.focus()
  }

  function swapStyles(next) {
    var wanted = Array.from(next.querySelectorAll('link[rel="stylesheet"]'))
    var here = Array.from(document.querySelectorAll('link[rel="stylesheet"]'))
    wanted.forEach(function (sheet) {
      if (!hasSheet(here, sheet)) document.head.appendChild(document.adoptNode(sheet))
    })
    here.forEach(function (sheet) {
      if (!hasSheet(wanted, sheet)) sheet.remove()
    })
  }

  function hasSheet(list, sheet) {
    return list.some(function (one) {
      return one.getAttribute('href') === sheet.getAttribute('href')
    })
  }

  // The answer to a form that leads nowhere else has no address that could be opened again.
  function remember(step, answer) {
    if (!step.history || (step.body !== undefined && !answer.redirected)) return
    var url = new window.URL(answer.url)
    address = url.pathname + url.search
    window.history[step.history](null, '', address + (step.hash || ''))
    var goal = step.hash && document.getElementById(step.hash.slice(1))
    if (goal) goal.scrollIntoView()
  }

  function onBack() {
    var wanted = location.pathname + location.search
    if (wanted === address) return // only the part after # moved
    address = wanted
    go({ url: wanted })
  }

  function onClick(event) {
    pressed = event.target.closest('button')
    var link = event.target.closest('a[href]')
    var hasModifier = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
    if (!link || event.button !== 0 || hasModifier || !isOurs(link.href, link.target)) return
    var isHere = link.pathname + link.search === address
    if (isHere && link.hash !== '') return
    event.preventDefault()
    if (link.matches('[data-exit]')) leave(link.href)
    else go({ url: link.href, history: 'pushState', hash: link.hash })
  }

  function onSubmit(event) {
    var sent = event.target
    var button = event.submitter || (sent.contains(pressed) ? pressed : null)
    var goal =
      (button && button.getAttribute('formaction')) || sent.getAttribute('action') || address
    var url = new window.URL(goal, location.href)
    if (!isOurs(url.href, sent.target)) return
    event.preventDefault()
    var fields = new window.FormData(sent)
    if (button && button.name) fields.append(button.name, button.value)
    if (sent.method === 'post') {
      var isUpload = sent.enctype === 'multipart/form-data'
      go({ url: url.href, body: isUpload ? fields : encode(fields), history: 'pushState' })
      return
    }
    url.search = encode(fields)
    go({ url: url.href, history: 'pushState' })
  }

  // A window of its own and another host are none of our business.
  function isOurs(url, target) {
    var isHere = target === '' || target === '_self'
    return isHere && new window.URL(url, location.href).origin === location.origin
  }

  function encode(fields) {
    var all = new window.URLSearchParams()
    fields.forEach(function (value, name) {
      all.append(name, value)
    })
    return all
  }

  // Nothing to be seen at once, and nothing to come back to: without its token this page opens nothing any more.
  function leave(url) {
    root.hidden = true
    var left = ask(url, 'GET')
    token = null
    turn += 1
    left
      .then(read)
      .then(show)
      .then(function () {
        address = '/exit'
        window.history.replaceState(null, '', address)
      })
      .catch(function () {
        location.replace(url)
      })
  }

  function sayLost() {
    if (address === '') return refuse()
    var before = document.querySelector('[data-lost]')
    if (before) before.remove()
    var said = document.createElement('p')
    said.className = 'said sun'
    said.setAttribute('role', 'alert')
    said.setAttribute('data-lost', '')
    said.textContent = lost
    var main = document.querySelector('main')
    main.insertBefore(said, main.firstChild)
    said.scrollIntoView()
  }
})()
