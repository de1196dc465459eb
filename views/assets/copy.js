// Copies the text behind a link in one press. Without it, or where the browser refuses, the link opens the text itself.
document.addEventListener('click', function (event) {
  var link = event.target.closest('[data-copy]')
  if (!link || !window.navigator.clipboard || !window.ClipboardItem) return
  event.preventDefault()
  var text = window.fetch(link.href).then(function (answer) {
    if (!answer.ok) throw new Error('not copied')
    return answer.blob()
  })
  // The promise goes in as it is: Safari lets nobody write after waiting.
  var item = new window.ClipboardItem({
    'text/plain': text.then(function (blob) {
      return blob.slice(0, blob.size, 'text/plain')
    }),
  })
  window.navigator.clipboard.write([item]).then(
    function () {
      var said = document.querySelector('[data-copy-said]')
      // Shown before it is filled, so that a screen reader hears of it.
      said.hidden = false
      said.textContent = link.getAttribute('data-copied')
    },
    function () {
      location.href = link.href
    },
  )
})
