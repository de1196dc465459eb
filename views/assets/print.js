'use strict'
// Without this the text above the button says how.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', function () {
    window.print()
  })
}
