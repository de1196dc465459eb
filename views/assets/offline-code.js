'use strict'
// The log of one presentation as a short text that a person can type: src/sessions/late/pack-code.ts reads it.
// Given are plain values, so that nothing here asks a page or a clock.
window.laChanPackCode = (function () {
  var SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  var ID_SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-'
  var CHECK_PRIME = 32749
  var CHECK_SIGNS = 3
  var SMALL_VERSION = 31

  function pushBits(bits, value, width) {
    var most = Math.pow(2, width) - 1
    var given = Math.min(Math.max(0, Math.round(value)), most)
    for (var at = width - 1; at >= 0; at -= 1) bits.push(Math.floor(given / Math.pow(2, at)) % 2)
  }

  function pushId(bits, id) {
    pushBits(bits, id.length, 4)
    id.split('').forEach(function (sign) {
      pushBits(bits, ID_SIGNS.indexOf(sign), 6)
    })
  }

  function pushVersion(bits, version) {
    var isSmall = version <= SMALL_VERSION
    pushBits(bits, isSmall ? 0 : 1, 1)
    pushBits(bits, version, isSmall ? 5 : 20)
  }

  function widthOf(counts) {
    return Math.max.apply(null, counts).toString(2).length
  }

  /** `polls`: `{ at, counts }`, the place of a vote in the module and the hands for each of its rows. */
  function pushPolls(bits, polls) {
    pushBits(bits, polls.length, 7)
    polls.forEach(function (poll) {
      var width = widthOf(poll.counts)
      pushBits(bits, poll.at, 7)
      pushBits(bits, poll.counts.length - 1, 3)
      pushBits(bits, width, 4)
      poll.counts.forEach(function (hands) {
        pushBits(bits, hands, width)
      })
    })
  }

  function signsOf(bits) {
    var values = []
    while (bits.length % 5 !== 0) bits.push(0)
    for (var at = 0; at < bits.length; at += 5) {
      values.push(parseInt(bits.slice(at, at + 5).join(''), 2))
    }
    return values
  }

  function checkOf(values) {
    var sum = values.reduce(function (before, value) {
      return (before * 32 + value) % CHECK_PRIME
    }, 0)
    var check = []
    for (var at = 0; at < CHECK_SIGNS; at += 1) {
      check.unshift(sum % 32)
      sum = Math.floor(sum / 32)
    }
    return check
  }

  function grouped(values) {
    return values
      .map(function (value) {
        return SIGNS.charAt(value)
      })
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-')
  }

  /**
   * `log`: module, version, day (days since 1.1.2025), minute (of that day), nonce (0–15), minutes, slide, hands (most
   * for one question) and polls. Without the polls it is short enough to be typed.
   */
  return function (log, hasPolls) {
    var bits = []
    pushBits(bits, hasPolls ? 2 : 1, 3)
    pushId(bits, log.module)
    pushVersion(bits, log.version)
    pushBits(bits, log.day, 13)
    pushBits(bits, log.minute, 11)
    pushBits(bits, log.nonce, 4)
    pushBits(bits, log.minutes, 10)
    pushBits(bits, log.slide, 7)
    pushBits(bits, log.hands, 14)
    if (hasPolls) pushPolls(bits, log.polls)
    var values = signsOf(bits)
    return grouped(values.concat(checkOf(values)))
  }
})()
