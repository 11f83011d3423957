import { CustomChart, LineChart, LinesChart, ScatterChart } from 'echarts/charts'
import { GraphicComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

// Registers only the parts of ECharts that the functions in #shared/charts use.
use([CustomChart, LineChart, LinesChart, ScatterChart])
use([GraphicComponent, GridComponent])
use([CanvasRenderer, SVGRenderer])

export { init }
