'use strict'
// Tells the LMS that registration is over: https://www.imsglobal.org/spec/lti-dr/v1p0#closing-the-registration. The
// message says nothing that a stranger may not hear.
document.addEventListener('click', function (event) {
  const button = event.target.closest && event.target.closest('[data-close-frame]')
  if (!button) return
  const lms = window.opener || window.parent
  lms.postMessage({ subject: 'org.imsglobal.lti.close' }, '*')
})
