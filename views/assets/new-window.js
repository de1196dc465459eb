'use strict'
// The platform's hint works once, so the button is taken away with the press. Without this the text beside it says so.
document.addEventListener('submit', function (event) {
  var form = event.target
  if (!form.matches('[data-new-window]')) return
  // After the browser has taken the form, so that the window is still opened by the press.
  window.setTimeout(function () {
    form.hidden = true
    document.querySelector('[data-opened]').hidden = false
  })
})
