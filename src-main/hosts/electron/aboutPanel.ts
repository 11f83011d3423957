import { app } from 'electron'
import { join } from 'node:path'

/** Fills the about panel with the versions of what the program is made of; onnxruntime's is the lab's to tell. */
export function fillAboutPanel(onnxruntime?: string): void {
  const { electron, chrome, node } = process.versions
  const parts = [`Electron ${electron}`, `Chromium ${chrome}`, `Node ${node}`]
  if (onnxruntime !== undefined) parts.push(`onnxruntime ${onnxruntime}`)
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: `${app.getVersion()} (${parts.join(', ')})`,
    copyright: 'MIT License',
    website: 'https://arxiv.org/abs/2003.13678',
    iconPath: join(app.getAppPath(), 'resources/icons/icon.png'),
  })
}
