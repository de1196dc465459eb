process.env['TZ'] = 'UTC'

// A warning of the process is a defect of ours or news of a dependency: either way somebody must look.
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') throw warning
})
