const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 24 || (major === 24 && minor < 11)) {
  process.stderr.write(
    `Node 24.11 or newer is needed, and this is Node ${process.versions.node}. Install it from https://nodejs.org and start again.\n`,
  )
  process.exit(1)
}

const { runCommandLine } = await import('#main/hosts/cli/commandLine.ts')

process.stdout.write(
  'Two design spaces, AnyNetX_A and RegNetX, are sampled, trained and compared: about three minutes on two cores.\n',
)
process.exitCode = await runCommandLine(['study', 'quick'])
