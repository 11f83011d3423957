import { CustomChart, LineChart, LinesChart, ScatterChart } from 'echarts/charts'
import { GraphicComponent, GridComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

// Registers only the parts of ECharts that the functions in #renderer/charts use.
use([CustomChart, LineChart, LinesChart, ScatterChart])
use([GraphicComponent, GridComponent, MarkLineComponent])
use([CanvasRenderer, SVGRenderer])

export { init }
