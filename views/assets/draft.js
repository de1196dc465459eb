// Keeps what is typed while it is typed, and says so; shows a day ahead as a plan. Without it the buttons do both.
;(function () {
  var WAIT_MS = 2500
  var form = document.querySelector('[data-drafts]')
  if (!form) return
  var said = form.querySelector('[data-said]')
  var timer = 0
  var isTyped = false

  function fieldsOf() {
    var pairs = []
    for (var i = 0; i < form.elements.length; i += 1) {
      var field = form.elements[i]
      var isChosen = field.type !== 'checkbox' || field.checked
      if (field.name && field.type !== 'submit' && isChosen) {
        pairs.push(encodeURIComponent(field.name) + '=' + encodeURIComponent(field.value))
      }
    }
    return pairs.join('&')
  }

  function say(what) {
    said.textContent = said.getAttribute(what)
  }

  function save() {
    window.clearTimeout(timer)
    var request = new window.XMLHttpRequest()
    request.open('POST', form.getAttribute('data-drafts'))
    request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.onload = function () {
      say(request.status === 204 ? 'data-said' : 'data-failed')
    }
    request.onerror = function () {
      say('data-failed')
    }
    isTyped = false
    request.send(fieldsOf())
  }

  function leave() {
    if (!isTyped || !window.navigator.sendBeacon) return
    isTyped = false
    var type = { type: 'application/x-www-form-urlencoded' }
    window.navigator.sendBeacon(
      form.getAttribute('data-drafts'),
      new window.Blob([fieldsOf()], type),
    )
  }

  function dayOf(text) {
    var parts = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text)
    return parts
      ? parts[3] + '-' + ('0' + parts[2]).slice(-2) + '-' + ('0' + parts[1]).slice(-2)
      : ''
  }

  function showPlan() {
    var after = form.getAttribute('data-plan-after')
    var day = dayOf(form.elements.heldOn.value)
    if (!after || !day || day === after) return
    var isPlan = day > after
    form.classList[isPlan ? 'add' : 'remove']('is-plan')
    form.querySelector('[data-plan]').classList[isPlan ? 'remove' : 'add']('quiet')
  }

  form.addEventListener('input', function () {
    isTyped = true
    said.textContent = ''
    showPlan()
    window.clearTimeout(timer)
    timer = window.setTimeout(save, WAIT_MS)
  })
  form.addEventListener('submit', function () {
    isTyped = false
    window.clearTimeout(timer)
  })
  window.addEventListener('pagehide', leave)
})()
