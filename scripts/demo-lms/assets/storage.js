/* global window, document */
// Platform storage, word for word as https://www.imsglobal.org/spec/lti-pm-s/v0p1 has it: each origin has its own
// drawer, only the tool's origin has one at all, answers go to who asked and to his origin alone.
;(function () {
  const toolOrigin = document.currentScript.dataset.toolOrigin
  const drawers = new Map()
  const most = { keys: 500, characters: 4096 }

  const answers = {
    'lti.capabilities': () => ({
      supported_messages: Object.keys(answers).map((subject) => ({ subject, frame: window.name })),
    }),
    'lti.put_data': ({ key, value }, drawer) => {
      if (!isText(key)) return bad('bad_request', 'key is no text')
      if (value === null || value === undefined) drawer.delete(key)
      else if (!isText(value)) return bad('bad_request', 'value is no text')
      else if (!hasRoom(drawer, key, value)) return bad('storage_exhaustion', 'no room left')
      else drawer.set(key, value)
      return { key, value }
    },
    'lti.get_data': ({ key }, drawer) => {
      if (!isText(key)) return bad('bad_request', 'key is no text')
      return { key, value: drawer.get(key) }
    },
  }

  window.addEventListener('message', ({ data, origin, source }) => {
    const subject = data?.subject
    if (typeof subject !== 'string' || !Object.hasOwn(answers, subject)) return
    source.postMessage(
      { subject: `${subject}.response`, message_id: data.message_id, ...answer(data, origin) },
      origin,
    )
  })

  function answer(data, origin) {
    if (origin !== toolOrigin) return bad('wrong_origin', 'not the origin of a tool')
    if (!isText(data.message_id)) return bad('bad_request', 'message_id is no text')
    if (!drawers.has(origin)) drawers.set(origin, new Map())
    return answers[data.subject](data, drawers.get(origin))
  }

  function hasRoom(drawer, key, value) {
    const others = [...drawer].filter(([one]) => one !== key)
    const used = others.reduce((sum, [one, kept]) => sum + one.length + kept.length, 0)
    return others.length < most.keys && used + key.length + value.length <= most.characters
  }

  function isText(value) {
    return typeof value === 'string' && value !== ''
  }

  function bad(code, message) {
    return { error: { code, message } }
  }
})()
