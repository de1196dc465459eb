/* global document, location, window */
window.addEventListener('message', function (event) {
  const frame = document.getElementById('registration')
  const isClose = event.data && event.data.subject === 'org.imsglobal.lti.close'
  if (isClose && event.source === frame.contentWindow) location.assign('/admin/tools')
})
