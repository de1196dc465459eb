'use strict'
// Presses the button once, since the answer lives for a minute; without this the teacher presses it.
document.addEventListener('DOMContentLoaded', function () {
  var form = document.querySelector('form[data-return]')
  var sent = false
  form.addEventListener('submit', function (event) {
    if (sent) event.preventDefault()
    sent = true
  })
  form.querySelector('button').click()
})
