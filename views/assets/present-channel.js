'use strict'
// The wall and the teacher's window of one run, in one browser, tell each other what happens.
window.laChanChannel = function (run, heard) {
  var name = 'lachan-wall-' + run
  if (window.BroadcastChannel) {
    var channel = new window.BroadcastChannel(name)
    channel.onmessage = function (event) {
      heard(event.data)
    }
    return function (message) {
      channel.postMessage(message)
    }
  }
  window.addEventListener('storage', function (event) {
    if (event.key === name && event.newValue) heard(JSON.parse(event.newValue).message)
  })
  return function (message) {
    try {
      // The moment makes two equal messages two changes.
      window.localStorage.setItem(name, JSON.stringify({ message: message, at: Date.now() }))
    } catch (error) {
      window.console.warn(error)
    }
  }
}
