'use strict'
// The page one leaves in a hurry must not be one step behind: without this the link still works, only Back returns.
document.addEventListener('click', function (event) {
  const link = event.target.closest && event.target.closest('a[data-exit]')
  if (!link) return
  event.preventDefault()
  document.documentElement.hidden = true
  location.replace(link.href)
})
