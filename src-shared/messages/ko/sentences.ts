import type { sentences as english } from '#shared/messages/en/sentences.ts'
import type { SameKeys } from '#shared/messages/messageTypes.ts'
import { words } from './words.ts'

/** The sentences of `en/sentences.ts` in Korean. */
export const sentences: SameKeys<typeof english> = {
  invalid: '{what}에 잘못이 있습니다: {faults}',
  designSpace: '설계 공간',
  study: '연구',
  datasetOfStudy: '연구의 데이터 세트',
  dataset: words.dataSetWithin,
  builtInImages: '내장 이미지(시드 {seed}, {imageSize} px)',
  faultAt: '{place}: {said}',
  faultOfValue: '{value} ({said})',
  faultOfValueAt: '{place} 값 {value} ({said})',

  required: '필요한 값입니다',
  requiredOneOf: '필요한 값입니다. 다음 중 하나: {known}',
  requiredByBlock: '블록 {block}에 필요한 값입니다',
  unknown: '알 수 없는 이름입니다({hint})',
  didYouMean: '혹시 {nearest}인가요?',
  knownAre: '쓸 수 있는 이름: {known}. 가장 가까운 이름: {nearest}',
  noneKnown: '여기에 쓸 수 있는 이름이 없습니다',
  unfit: '형식이 맞지 않습니다',
  notNumber: '숫자가 아닙니다',
  twoNumbers: '{small}일 수도 {large}일 수도 있습니다. 둘 중 하나로 적어 주세요',
  notWhole: '정수를 입력하세요',
  notText: '텍스트가 아닙니다',
  notTruth: 'true나 false여야 합니다',
  notList: '목록이 아닙니다',
  notObject: '키가 있는 객체가 아닙니다',
  atLeast: '{limit} 이상이어야 합니다',
  atMost: '{limit} 이하여야 합니다',
  above: '{limit}보다 커야 합니다',
  below: '{limit}보다 작아야 합니다',
  tooShort: '{limit}개 이상의 목록이어야 합니다',
  tooLong: '{limit}개 이하의 목록이어야 합니다',
  tooManyLetters: '{limit}자 이하여야 합니다',
  notEqualTo: '{allowed}만 쓸 수 있습니다',
  endsSwapped: '하한이 상한보다 큽니다',
  rungsNotAscending: '작은 값부터 차례로 적지 않았습니다',
  halvedNeverDecided: 'halving과 함께 쓸 수 없습니다. 나쁜 네트워크를 일찍 중단한 네트워크 집단은 비교하지 않습니다',
  noYaml: 'YAML도 JSON도 아닙니다: {said}',

  noRange: '{low}부터 {high}까지는 범위가 아닙니다. 최솟값이 최댓값보다 클 수 없습니다',
  noMultiple: '{value}: {quantum}의 배수가 아닙니다',
  noPowerOfTwo: '{value}: 2의 거듭제곱이 아닙니다',
  quantumNotPositive: '간격 {quantum}: 0보다 커야 합니다',
  logarithmNotPositive: '{value}: 로그 분포는 0보다 큰 값에서 시작합니다',
  noDistinctValues: '값을 하나 이상, 겹치지 않게 적으세요',

  sweptTwice: '{other}도 같은 값을 뽑습니다. 둘 중 하나만 적으세요',
  sweptMissing: '학습 설정에 뽑을 {path} 값이 없습니다. 학습 설정에서 켜거나 뽑지 마세요',
  recipeDrawOfOther: '네트워크 집단의 계획은 {value} 값을 뽑지 않습니다',

  networks: '네트워크 목록',
  network: words.networkWithin,
  networkOf: '{name}({what})',
  pyclsConfiguration: 'pycls 설정',
  pyclsSweep: 'pycls 스윕',
  notDrawnHere: '설계 공간이나 학습 설정에서 뽑는 값이 아닙니다. 뽑을 수 있는 것: {known}',
  stageCountsDiffer: '설계 공간의 스테이지 수는 하나입니다. [4, 4]처럼 같은 수를 두 번 적으세요',
  timmConfiguration: 'timm 설정',
  transformersConfiguration: 'transformers 설정',
  networkForms:
    '중립 형식의 네트워크, RegNet, pycls·timm·transformers 설정, 발표된 이름, sample --json의 한 줄 가운데 어느 것도 아닙니다. 주어진 값: {given}',
  networkNameUnknown: '{name}: 발표된 네트워크의 이름이 아닙니다({hint})',
  regimeTwice: '연구에 이미 있는 값입니다',
  recipesDrawnTwice:
    '연구의 다른 공간이 {key}을(를) 다른 법칙으로 뽑습니다. 한 연구의 네트워크 집단은 학습 설정을 똑같이 뽑으니, 어떻게 뽑을지 sweep에 적으세요',
  noWindow: '{value}: 범위는 0.8M:1.2M이나 :2M처럼 하한:상한으로 적으세요',
  networkTwice: '목록의 {number}번째 네트워크와 같습니다',
  networkAt: '{number}번째 네트워크: {said}',
  networkFileUnread: '{file}: 파일의 경로는 "regbench study"만 읽습니다. 여기에 네트워크를 직접 적으세요',
  networkTypeUnknown: '여기서 만들 수 있는 유형이 아닙니다. 쓸 수 있는 유형: {known}',
  innerWidthLarge: '내부 채널이 {inner}개가 됩니다. {limit}개까지 쓸 수 있습니다',
  innerWidthZero: '폭 {width}의 내부 채널이 {inner}개가 됩니다. 1개 이상이어야 합니다',
  groupsUneven: '그룹 {groups}개로 내부 폭 {inner}을(를) 나눌 수 없습니다. {inner}의 약수를 쓰세요',
  networkTooDeep: '블록이 {blocks}개입니다. {limit}개까지 학습할 수 있습니다',
  stagesTooMany: '매개변수에서 스테이지가 {stages}개 나옵니다. {limit}개까지 쓸 수 있습니다',
  stridesUnlike: '값이 {count}개입니다. 매개변수에서 나오는 스테이지는 {stages}개입니다',
  sizesUnlike: '값이 {count}개입니다. {key}에는 {stages}개 있습니다',
  multiplierNotWhole: '{value}: 1보다 크면 정수여야 합니다. 1 이하의 값이나 2, 3 같은 정수를 쓰세요',

  // 다른 곳에서 얻은 결과의 행
  resultFaults: '{faults}',
  columnFault: '열 {column}: {said}',
  columnFaultOf: '열 {column} 값 {value} ({said})',
  noErrorValue: '0~100% 사이의 오류율이 아닙니다',
  noNetworkInRow: '네트워크를 나타내지 않습니다. 스테이지, RegNet 매개변수, 구성 중 하나가 필요합니다',
  lineOfOther: '매개변수에서 나오는 폭 {widths}이 함께 적힌 스테이지와 다릅니다',
  notOfSpace: '{space}의 네트워크가 아닙니다. {key} 값이 {wanted} 대신 {found}입니다',
  notJsonLine: 'JSON이 아닙니다',
  notJsonStats: 'json_stats가 JSON이 아닙니다',

  idLetters: '글자와 숫자(어느 문자든), 점, 붙임표, 밑줄만 쓸 수 있으며 글자나 숫자로 시작해야 합니다',
  noWholeFromOne: '{value}: 1 이상의 정수여야 합니다',
  noRatio: '{value}: 정수이거나 정수 분의 1이어야 합니다',
  noMultipleOf8: '{value}: 0보다 큰 8의 배수여야 합니다',
  negative: '{value}: 0 이상이어야 합니다',
  notAboveOne: '{value}: 1보다 커야 합니다',
  notOnePerStage: '스테이지는 {stages}개인데 분포가 {count}개입니다',
  excitationUseless: '{value}: 블록 {block}에서는 효과가 없습니다. 0으로 하거나 블록 y를 쓰세요',
  budgetMissing: '예산을 적으세요: FLOPs, 파라미터, 활성값, 시간 가운데 하나 이상',
  budgetUnpredicted: '시간 예산에는 네트워크의 시간을 예측할 근거가 필요합니다. 먼저 시간을 측정하세요',
  budgetNotPositive: '예산 {value}: 0보다 큰 수여야 합니다',
  budgetExcluded: '이 공간의 {id} 제약을 지키면서 예산 안에 드는 네트워크가 없습니다',
  kernelUseless: '{block} 블록의 커널은 3×3입니다. 커널을 빼거나 블록 mbconv를 쓰세요',
  excitationNeeded: '블록 y에는 0보다 큰 값이 필요합니다. 논문에서는 0.25입니다',
  constraintTwice: '{id}: 두 번 나옵니다',
  constraintElsewhere: '{id}: {kind} 공간에만 쓸 수 있습니다',
  limitBelowAll: '{name}의 상한 {limit}: 공간의 모든 값보다 작습니다',
  nothingDrawn: '{space} 공간에서는 {size}을(를) 뽑지 않습니다',
  stageTooHigh: '{stage}번 스테이지가 없습니다. {space}의 스테이지는 {stages}개입니다',
  stagesTogether: '{space} 공간에서는 {size}을(를) 모든 스테이지에 한 번에 뽑습니다',
  rangeEmpty: '{space}의 {size}에는 {low}부터 {high}까지의 값이 없습니다. 범위를 넓히세요',
  rangeEmptyBelow: '{space}의 {size}에는 {high} 이하의 값이 없습니다. 범위를 넓히세요',
  rangeEmptyAbove: '{space}의 {size}에는 {low} 이상의 값이 없습니다. 범위를 넓히세요',
  constraintsExclude:
    '{added}: {space}에 이미 있는 {present}와(과) 함께 만족할 수 없습니다. 둘 다 만족하는 조건을 고르세요',
  refinementEmpties: '{added}: {space}에서 뽑을 것이 남지 않습니다. 조건을 줄이세요',
  noEnds: '하한이나 상한 또는 둘 다 적으세요',

  spaceEmpty: '{space} 공간이 비어 있습니다. 제약을 지키는 값이 없습니다',
  seedUnusable: '0 이상의 정수여야 합니다',
  broughtIn: '다른 곳에서 학습한 네트워크입니다',
  networksGiven: '공간에서 뽑지 않고 주어진 네트워크입니다',
  trainingSeedsUnknown: '학습 시드가 이 버전의 프로그램이 아는 규칙을 따르지 않습니다. 새 네트워크 집단을 뽑으세요',
  imagesOfOther: '{name}의 이미지가 학습할 때의 것이 아닙니다. 이미지를 되돌리거나 새 네트워크 집단을 뽑으세요',
  sampleOfOther:
    '이 버전의 프로그램에서는 그 시드가 {number}번째부터 다른 네트워크를 뽑습니다. 새 네트워크 집단을 뽑으세요',
  sampled: '{space}에서 후보 {candidates}개를 뽑아 네트워크 {count}개 중 {found}개를 얻었습니다(통과율 {rate})',

  warmupTooLong: '학습보다 길 수 없습니다',
  cropsExclude: '여백 자르기와 무작위 크기 자르기는 함께 쓸 수 없습니다',
  milestonesUnordered: '학습률을 낮추는 에포크는 커지는 순서여야 합니다',

  noCount: '"{value}": 숫자이거나 0.4M 같은 텍스트여야 합니다',
  spaceUnknown: '설계 공간 {id}: 알 수 없는 이름입니다({hint})',
  spaceNeitherNor: 'base도 parameters도 없습니다({key}: {hint})',
  spaceTwice: '"{id}": 두 번 나옵니다. 공간마다 다른 id를 주세요',

  runsOfOther: '실행이 내보낼 때의 것과 다릅니다',
  changedAfterSeal: '{place}: 파일이 봉인된 뒤에 바뀌었습니다',
  sealGone: '봉인이 없습니다',
  parentAfter: '공간이 자신보다 뒤에 오는 공간을 정제합니다',
  placeNotThere: '없는 공간이나 네트워크 집단 또는 실행을 가리킵니다',
  bundleTooManyRuns: '실행이 {runs}개인데, {limit}개까지만 허용됩니다',
  runFault: '{population}의 {run}번 위치 실행, {field}: {said}',
  isInsteadOf: '값은 {found}인데, 파일의 나머지에 따르면 {wanted}입니다',
  isInsteadOfAtMost: '값은 {found}인데, {limit} 이하여야 합니다',
  resultUnfinished: '"{status}" 상태인 실행에는 결과가 없습니다',
  epochBeyond: '값은 {epoch}인데, 학습 설정의 에포크는 0부터 세어 {epochs}개입니다',
  epochNotLater: '값은 {epoch}인데, 앞의 에포크보다 뒤가 아닙니다',
  epochNotEvaluated: '값은 {epoch}인데, {every}에포크마다 평가하는 학습 설정은 그때 측정하지 않습니다',
  epochsEndEarly: '전체 {epochs}개 중 마지막 에포크까지 이르지 않습니다',
  drawUnbuildable: '이 값으로는 네트워크를 만들 수 없습니다',
  lineUnasked: '값이 있지만, {space} 공간은 직선을 뽑지 않습니다',
  averageUnasked: '값이 있지만, 학습 설정은 가중치를 평균하지 않습니다',
  notPercentOf: '검증 이미지 {count}개에서 나올 수 있는 비율이 아닙니다',
  nameTwice: '"{name}": 두 번 있습니다',
  nameUnprintable: '비어 있거나 표시할 수 없는 문자가 있습니다',
  notJson: 'JSON으로 쓸 수 없는 값이 있습니다',
  inspectionBroken: '찾은 결과의 이미지나 클래스와 맞지 않습니다',
  freeFormTooLong: '{limit}자보다 깁니다',
  textTooLong: '{found}자인데, {limit}자까지만 허용됩니다',
  textTooDeep: '{limit}단계보다 깊게 중첩되어 있습니다',
  aliasesTooMany: '별칭이 {limit}개보다 많거나 너무 많이 반복됩니다',
  aliasUnknown: '별칭 *{name}이(가) 가리키는 것이 그 앞에 없습니다',
  keyTwice: '키 {key}이(가) 두 번 있습니다',

  asWritten: '{text}',
  unexpected: '예상하지 못한 문제가 생겼습니다: {said}. 개발자에게 알려 주세요.',
  inLine: '{line}행: {faults}',
  requestInvalid: '요청이 올바르지 않습니다: {faults}.',

  connectionBroke: '실험실이 답하기 전에 연결이 끊겼습니다. 처리되었는지 확인한 뒤 다시 시도하세요.',

  diskFull:
    '{folder} 폴더가 있는 디스크가 가득 찼습니다. 공간을 비우고 다시 시작하세요. 끝난 실행은 보존되고 나머지는 마지막 체크포인트에서 이어집니다.',
  readOnly: '{folder}에 쓸 수 없습니다. 폴더에 쓰기 권한을 주거나 다른 폴더를 고르세요.',
  folderAbsent: '{folder} 폴더를 열 수 없습니다. 그런 폴더가 없습니다.',
  folderIsFile: '{folder} 폴더를 열 수 없습니다. 폴더가 아니라 파일입니다.',
  folderForbidden: '{folder} 폴더를 열 수 없습니다. 이 사용자에게 읽기 권한이 없습니다.',
  folderUnreadable: '{folder} 폴더를 열 수 없습니다: {said}.',
  labFolderAbsent:
    '실험실 폴더 {folder}이(가) 없습니다. 다른 디스크에 있다면 그 디스크를 연결한 뒤 다시 시도하거나, 다른 폴더를 고르세요.',
  folderInUse:
    '{folder} 폴더가 잠겨 있지만 이 컴퓨터에서 열린 실험실은 아닙니다. 다른 컴퓨터에서 열려 있거나, 지금 막 시작하고 있거나, 디스크가 잠금을 지원하지 않을 수 있습니다. 잠시 뒤 다시 시도하거나, 다른 실험실을 닫거나, 이 컴퓨터의 디스크에 있는 폴더를 고르세요.',
  folderWithoutLocks:
    '{folder} 폴더에는 실험실을 둘 수 없습니다. 일부 네트워크 공유처럼 디스크가 잠금을 지원하지 않습니다({code}). 이 컴퓨터의 디스크에 있는 폴더를 고르세요.',
  folderInUseBy: '{folder} 폴더는 다른 실험실(프로세스 {process})이 쓰고 있습니다. 그것을 닫거나 다른 폴더를 고르세요.',
  labOpenElsewhere:
    '{folder} 실험실은 {machine} 컴퓨터의 이 프로그램에서 열려 있습니다. 그곳에서 닫으세요. 그곳에서 더는 실행되고 있지 않다면 {file} 파일을 지우고 다시 시작하세요.',
  windowPlacesUnlocked:
    '{folder}에도 {other}에도 창의 파일을 둘 수 없습니다. 그곳에는 링크를 만들 수 없습니다. 한쪽에 쓰기 권한을 주거나 --data-dir 폴더로 다른 실험실을 고르세요.',
  dataDirWithoutFolder: '--data-dir 뒤에 폴더가 없습니다. --data-dir 폴더 형식으로 쓰세요.',
  notALab: '{file} 파일은 다른 프로그램의 데이터베이스입니다. 다른 폴더를 고르세요.',
  labNewer:
    '{file} 파일은 더 새로운 버전의 RegNet 실험대로 저장되었습니다(형식 {found}, 이 프로그램은 {known}까지 읽음). 프로그램을 업데이트하세요. 바뀐 것은 없습니다.',
  folderOfOthers:
    '{folder} 폴더는 실험실이 아닙니다. {name} 같은 다른 파일이 들어 있습니다. 빈 폴더나 새 폴더를 고르거나, 그 파일들 옆에 실험실을 만들겠다고 확인하세요.',
  labNamesTaken:
    '{folder} 폴더는 실험실이 아니고, 실험실이 자기 파일에 쓰는 이름인 {name}이(가) 들어 있습니다. 다른 폴더를 고르세요.',
  dataFolderIsFile: '{folder}: 폴더가 아니라 파일입니다. 폴더를 고르세요.',
  lockForeign: '{file} 파일은 이 프로그램의 잠금 파일이 아닙니다. 다른 곳으로 옮기고 다시 시작하세요.',
  storageDamaged:
    '{folder}에 저장된 것을 제대로 읽거나 쓸 수 없습니다({code}). 디스크나 데이터베이스가 손상되었습니다. 프로그램을 닫고 디스크를 점검한 뒤 다시 시작하세요. 시작할 때 실험실을 검사하며, 백업에서 되돌릴 수 있습니다.',
  databaseDamaged: '데이터베이스 파일 {file}이(가) 손상되었습니다({said}).',
  databaseLost: '{folder}의 데이터베이스가 없어졌거나 비어 있지만, 실행의 파일이나 작업의 흔적은 남아 있습니다.',
  databaseBehind:
    '{folder}의 데이터베이스가 이전보다 오래되었습니다. 기록 {count}개가 빠져 있습니다. 더 오래된 사본으로 바뀌었거나 끝부분을 잃었을 수 있습니다.',
  databaseOfOther: '{folder}의 데이터베이스는 다른 실험실의 것입니다. 원래 것 대신 그 자리에 놓였습니다.',
  databaseRowsChanged: '이 프로그램이 쓴 그대로가 아닌 행이 데이터베이스에 {count}개 있습니다: {rows}.',
  logCutOff:
    '프로그램이 데이터베이스를 닫지 못하고 끝났고, 기록의 끝부분을 읽을 수 없었습니다. 발견한 그대로를 {folder}에 보관했습니다. 실행은 마지막 체크포인트에서 이어집니다.',
  unknownMoved: '이 실험실이 모르는 파일 {count}개를 {folder} 폴더로 옮겼습니다.',
  folderGone:
    '실험실이 열려 있는 동안 {folder} 폴더가 삭제되었거나 이름이 바뀌었거나 다른 것으로 바뀌었습니다. 이제 아무것도 저장되지 않습니다. 폴더를 되돌려 놓고 프로그램을 다시 시작하세요.',
  labReadOnly: '어떻게 할지 정할 때까지 실험실은 읽기 전용입니다. {said}',
  noBackup: '{name} 백업이 없습니다. 목록에서 고르세요.',
  pathOutside: '실행 {id}에 저장된 {path} 경로는 이 프로그램이 만든 경로가 아니므로 쓰지 않습니다.',
  trainerLeft: '이전 실험실의 학습 프로세스({process})가 끝나지 않습니다. 끝낸 뒤 다시 시도하세요.',
  nodeMissing: '네트워크를 학습할 Node가 없습니다: {node}. npm start로 시작하세요.',
  nodeMissingInPackage: '네트워크를 학습할 Node가 없습니다: {node}. 프로그램을 다시 설치하세요.',
  fileAbsent: '{file} 파일이 이제 없습니다. 되돌려 놓거나 다른 것을 고르세요.',
  fileUnreadable: '{file} 파일을 읽을 수 없습니다({said}). 무엇인지, 읽기 권한이 있는지 확인하세요.',
  fileNotSaved: '{name} 파일을 {folder}에 저장하지 못했습니다({said}). 다른 폴더를 고르세요.',
  fileNotSavedFull:
    '{name} 파일을 저장하지 못했습니다. {folder} 폴더가 있는 디스크가 가득 찼습니다. 공간을 비우거나 다른 폴더를 고르세요.',
  fileNotSavedForbidden: '{name} 파일을 저장하지 못했습니다. {folder}에 쓰기 권한이 없습니다. 다른 폴더를 고르세요.',
  fileNotSavedGone: '{name} 파일을 저장하지 못했습니다. {folder} 폴더가 이제 없습니다. 다른 폴더를 고르세요.',
  fileNotSavedThere:
    '{name} 파일을 저장하지 못했습니다. {folder}에 같은 이름의 폴더나 링크, 장치가 있습니다. 다른 이름을 고르세요.',
  labClosed: '실험실이 닫혔습니다.',
  nobodyWaits: '더 이상 이 결과를 기다리는 창이 없습니다.',
  backgroundEnded:
    '실험실의 백그라운드 프로세스가 끝났습니다({said}). 다시 시도하고, 또 끝나면 개발자에게 알려 주세요.',
  queueStopped: '대기열이 멈췄습니다: {said}',
  trainersBroken: '학습 프로세스가 시작되지 않습니다({said}). 대기열은 멈췄고 실행은 제자리에 남아 있습니다.',
  notSealed: '묶음에 봉인이 없습니다. 이전 버전이 쓴 파일(형식 {version})이어서 바뀌었는지 알 수 없습니다.',
  weightsUnlikeDigest: '{place}: 실행의 다이제스트를 만든 가중치가 아닙니다.',
  nothingToRetrain: '“{name}”에는 다시 학습할 완료된 실행이 없습니다.',
  pilotFailed: '예비 실행을 학습하지 못했습니다: {said}',
  ownTrainerSilent: '학습 프로세스가 {seconds}초 동안 응답하지 않았습니다.',
  ownTrainerEnded: '학습 프로세스가 끝났습니다({said}).',

  noStudy: '{id}번 연구가 없습니다.',
  noSpace: '{id}번 공간이 없습니다.',
  noPopulation: '{id}번 네트워크 집단이 없습니다.',
  noRun: '{id}번 실행이 없습니다.',
  noDataset: '{id}번 데이터 세트가 없습니다.',
  noRefinement: '{id}번 정제가 없습니다.',
  noReport: '{id}번 보고서가 없습니다.',
  nameChangedMeanwhile: '그사이 다른 창이나 프로그램에서 이름을 바꾸었습니다. 지금 이름 “{now}”을(를) 그대로 둡니다.',
  noteChangedMeanwhile:
    '그사이 다른 창이나 프로그램에서 {id}번 실행의 메모를 바꾸었습니다. 지금 메모 “{now}”을(를) 그대로 둡니다.',
  noteRemovedMeanwhile: '그사이 다른 창이나 프로그램에서 {id}번 실행의 메모를 지웠습니다. 지운 대로 둡니다.',
  reportChangedMeanwhile:
    '그사이 다른 창이나 프로그램에서 보고서 “{now}”을(를) 바꾸었습니다. 지금 상태를 그대로 둡니다.',
  spaceChangedMeanwhile: '그사이 다른 창이나 프로그램에서 “{now}”의 정의를 바꾸었습니다. 지금 정의를 그대로 둡니다.',
  decisionChangedMeanwhile:
    '그사이 다른 창이나 프로그램에서 “{name}”에 대한 결정을 바꾸었습니다. 지금 결정을 그대로 둡니다.',
  refinementChangedMeanwhile:
    '그사이 다른 창이나 프로그램에서 “{name}”의 정제를 바꾸었습니다. 지금 상태를 그대로 둡니다.',
  exclusionChangedMeanwhile:
    '그사이 다른 창이나 프로그램에서 다음 실행의 제외 여부나 이유를 바꾸었습니다: {runs}. 요청한 실행을 모두 지금 상태대로 둡니다.',
  settingChangedMeanwhile: '그사이 다른 창이나 프로그램에서 설정을 바꾸었습니다. 지금 값을 그대로 둡니다: {now}.',
  automatic: words.automatic,
  studyTaken: '이름이 "{name}"인 연구가 이미 있습니다. 다른 이름을 고르세요.',
  studyTakenInTrash: '이름이 "{name}"인 연구가 휴지통에 있습니다. 다른 이름을 고르세요.',
  studyNotInTrash: '"{name}" 연구는 휴지통에 없습니다. 먼저 휴지통에 넣으세요.',
  studyWithoutPopulation: '"{name}" 연구에는 계획을 알 수 있는 네트워크 집단이 없습니다.',
  studyWithoutExport: '"{name}" 연구에는 아직 네트워크 집단이 없어 내보낼 것이 없습니다.',
  sampleMissing: '예제 연구 {file} 파일이 없습니다. 프로그램을 다시 설치하세요.',
  spaceTaken: '이 연구에는 ID가 "{id}"인 공간이 이미 있습니다. 다른 ID를 고르세요.',
  spaceNameTaken: '이 연구에는 이름이 "{name}"인 공간이 이미 있습니다. 다른 이름을 고르세요.',
  spaceNameTakenInTrash: '이 연구의 휴지통에 이름이 "{name}"인 공간이 있습니다. 다른 이름을 고르세요.',
  spaceOfOtherStudy: '{id}번 공간은 다른 연구의 것입니다. 공간은 같은 연구의 공간만 정제합니다.',
  spaceSampled: '{name} 공간에는 네트워크 집단이 있어 바꿀 수 없습니다. 새 공간을 더해 정제하세요.',
  spaceHasPopulation: '{name} 공간에 네트워크 집단이 있습니다. 먼저 그것을 휴지통에 넣으세요.',
  spaceHasPopulations: '{name} 공간에 네트워크 집단이 {count}개 있습니다. 먼저 그것들을 휴지통에 넣으세요.',
  populationTaken: '이 연구에는 이름이 "{name}"인 네트워크 집단이 이미 있습니다. 다른 이름을 고르세요.',
  populationTakenInTrash: '이 연구의 휴지통에 이름이 "{name}"인 네트워크 집단이 있습니다. 다른 이름을 고르세요.',
  populationTooDeep: '"{name}" 네트워크 집단에 너무 깊은 네트워크가 있습니다({said}). 공간의 깊이를 줄이세요.',
  populationEmpty: '"{name}" 네트워크 집단에 네트워크가 없습니다.',
  figureParameters: '그림의 매개변수',
  figureNeedsRuns:
    '보여 줄 완료된 네트워크가 없습니다. 모든 실행이 대기, 실패, 발산 또는 제외 상태입니다. 먼저 네트워크 집단을 학습시키세요.',
  figureNeedsPair:
    '이 그림은 네트워크 집단 둘을 비교하는데, 완료된 네트워크가 {name}에만 있습니다. 하나를 더 고르세요.',
  figureNeedsMore: '{name}에는 완료된 네트워크가 {runs}개뿐이라 모두 가장 좋은 {count}개에 듭니다. 더 적게 고르세요.',
  figureNeedsTimes:
    '이 조건에서 시간을 측정한 네트워크가 {count}개입니다. 이 그림에는 {fewest}개가 필요합니다. 시간 화면이나 regbench time --study로 측정해 주세요.',
  figureNeedsSeveral:
    '{name}에는 완료된 네트워크가 {runs}개 있습니다. 이 그림에는 한 네트워크 집단에 네트워크가 {fewest}개 필요합니다.',
  figureNeedsSweep:
    '{name}을(를) 비롯해, 실행마다 학습 설정을 뽑고 네트워크를 {fewest}개 이상 끝낸 네트워크 집단이 없습니다. 계획에서 뽑을 값(sweep)을 정하세요.',
  figureNeedsParameter:
    '모든 네트워크에 매개변수 {parameter}이(가) 있는 네트워크 집단이 없습니다. 다른 매개변수를 고르세요.',
  figureNeedsBoth:
    '{name}의 네트워크 {runs}개 중 {count}개가 조건에 맞습니다. 한쪽이 비어 있어 비교할 수 없습니다. 다른 조건이나 네트워크 집단을 고르세요.',
  figureNeedsImageNet:
    '발표된 네트워크는 클래스가 1000개인 ImageNet에서 학습했는데 {name}의 네트워크는 클래스 {classes}개를 구별하므로 오류율을 견줄 수 없습니다. 발표된 네트워크를 빼거나, 발표된 네트워크의 그림을 고르세요.',
  figureNeedsTrait:
    '보이는 네트워크는 특성 {trait}에서 서로 다르지 않습니다. 다른 특성을 고르거나, 그 특성이 다른 네트워크 집단을 고르세요.',
  figureNeedsRegimes:
    'FLOPs, 이미지 크기, 에포크에 따라 네트워크가 {fewest}개 이상인 묶음이 둘 이상 있어야 이 그림을 그릴 수 있습니다. 네트워크가 더 많은 네트워크 집단을 고르세요.',
  figureNeedsReplicates:
    '여러 시드로 학습한 네트워크가 없습니다. 탐색 화면이나 regbench replicate로 몇 개를 다시 학습시키세요.',
  figureNeedsInspection:
    '{names}에는 들여다본 네트워크가 없습니다. 네트워크 화면에서 하나를 열어 ‘들여다보기’를 누르거나 regbench inspect를 쓰세요.',
  figureNeedsInspectionOf:
    '이 네트워크 집단의 {run}번 실행은 들여다본 적이 없습니다. 그 화면을 열어 ‘들여다보기’를 누르거나 regbench inspect를 쓰세요. 다른 실행을 골라도 됩니다. 0은 들여다본 것 가운데 가장 좋은 실행입니다.',
  figureNeedsTwoInspections:
    '이 네트워크 가운데 들여다본 것은 {run}번 실행뿐인데, 이 그림은 둘을 비교합니다. 네트워크 화면이나 regbench inspect로 하나를 더 들여다보세요.',
  figureNeedsOtherNetwork: '{run}번 실행을 자기 자신과 비교하게 됩니다. 다른 실행을 고르세요.',
  figureNeedsSharedImages:
    '{run}번과 {other}번 실행은 서로 다른 이미지로 평가되었습니다. 같은 이미지로 평가된 둘을 고르세요.',
  replicatesOfStudies: '여러 연구의 실행이 섞여 있습니다. 한 연구의 실행을 고르세요.',
  replicatesWithoutSpace: '폭이 {widths}인 네트워크 하나만 담는 공간을 만들 수 없어 다시 학습할 수 없습니다.',
  figureNeedsEpochs: '{name}의 실행에 에포크 기록이 없습니다. 다른 네트워크 집단을 고르세요.',
  populationOfOtherStudy:
    '{id}번 네트워크 집단은 "{name}" 연구의 것이 아닙니다. 이 연구의 네트워크 집단 가운데서 고르세요.',
  seedTaken:
    '시드 {seed}은(는) 같은 공간에서 같은 계획으로 뽑은 네트워크 집단 "{name}"의 것이어서 같은 네트워크를 똑같이 다시 학습하게 됩니다. 다른 시드를 고르거나 "{name}"에 네트워크를 더하세요.',
  seedTakenInTrash:
    '시드 {seed}은(는) 같은 공간에서 같은 계획으로 뽑아 휴지통에 둔 네트워크 집단 "{name}"의 것이어서 같은 네트워크를 똑같이 다시 학습하게 됩니다. 다른 시드를 고르거나 "{name}"을(를) 휴지통에서 꺼내세요.',
  populationInTrash: '"{name}"은(는) 휴지통에 있습니다. 네트워크를 더하려면 먼저 꺼내세요.',
  populationStays: '"{name}"의 표본은 이어서 뽑을 수 없습니다: {said}.',
  networksBegun:
    '"{name}"의 마지막 네트워크 {count}개 중 {begun}개가 학습을 시작하여 그대로 둡니다. 세지 않을 것은 취소하거나 제외하세요.',
  populationWithoutSpace: '{id}번 네트워크 집단은 공간에서 뽑은 것이 아닙니다.',
  refinementOfOtherStudy: '{id}번 공간은 다른 연구의 것입니다. 정제는 한 연구 안에서 합니다.',
  refinementAccepted: '이 정제는 이미 채택되었습니다. 새로 시작하세요.',
  refinementRejected: '이 정제는 이미 기각되었습니다. 새로 시작하세요.',
  refinementWithoutSpace: '아직 채택할 정제된 공간이 없습니다. 먼저 제약을 고르세요.',
  runNotFinished: '{id}번 실행은 끝나지 않았습니다. 끝난 실행에만 가중치가 있습니다.',
  weightsNotKept: '{id}번 실행의 가중치는 보관되지 않았습니다. 먼저 보관하세요. 그러면 다시 학습합니다.',
  weightsUnusable: '{said} 이 실행의 가중치를 다시 보관하세요. 그러면 다시 학습합니다.',
  weightsOfFormat: '{path}에는 실행의 가중치가 없습니다(형식: "{found}").',
  weightsOfOtherRun:
    '{path}에는 다른 실행의 가중치가 들어 있습니다(다이제스트가 {digest}이(가) 아니라 {found}). 이 실행의 가중치를 다시 보관하세요. 그러면 다시 학습합니다.',
  weightsPlaceTaken:
    '{id}번 실행의 가중치가 놓일 자리 {path}에 폴더나 링크가 있습니다. 다른 곳으로 옮긴 뒤 실행을 다시 학습하세요.',

  labelHere: '여기서 학습',
  labelElsewhere: '가져옴 {value}',
  labelSeed: '시드 {value}',
  labelEpochs: '{value}에포크',
  labelRate: 'lr {value}',
  labelDecay: 'wd {value}',
  labelBatch: '배치 {value}',
  labelImage: '{value} px',
  labelFlops: '{range}',
  labelAnyFlops: words.anyFlops,
  labelData: '데이터 {value}',
  labelDrawn: '{keys} 뽑음',
  labelUndrawn: '고정 학습 설정',
  labelSetting: '{name} {value}',

  tensorFileGone: '{path} 파일이 없어졌습니다.',
  tensorFileDamaged: '{path} 파일이 손상되었습니다. 내용이 기록된 것과 다릅니다.',
  checkpointOfVersion: '{path} 체크포인트는 프로그램의 다른 버전 것입니다(버전 "{found}", 이 프로그램은 {known}).',
  checkpointOfDevice: '지금까지 {was}에서 학습했습니다. {device}에서는 비트가 달라집니다.',
  checkpointOfOther: '{path} 체크포인트는 다른 실행, 학습 설정, 데이터 세트 또는 계획의 것입니다.',

  checkpointGone: '체크포인트가 없어졌습니다.',
  machineReplaced: '체크포인트가 다른 컴퓨터나 다른 onnxruntime 버전에서 만들어졌습니다.',
  planReplaced: '{provider} 실행 제공자는 이제 {was} 대신 {plan} lowering 계획으로 학습합니다.',
  runsOfReplacedPlan: '{said} 끝나지 않은 실행 중 이어 갈 때 처음부터 시작하는 것: {count}개.',
  runsMiscomputed:
    '{was} lowering 계획에서 {provider} 실행 제공자는 채널 5, 6, 7, 9개 등으로 나눈 그룹 합성곱을 잘못 계산했습니다. 그런 그룹이 있는 끝난 실행: {count}개(번호 {runs}). 네트워크의 실제 오류율이 아니므로 제외하세요.',

  trainingLossBroke: '에포크 {epoch}의 스텝 {step}에서 학습 손실이 {loss}이(가) 되었습니다.',
  validationLossBroke: '에포크 {epoch} 뒤에 검증 손실이 {loss}이(가) 되었습니다.',
  everyStepSkipped:
    '에포크 {epoch}까지 마지막 {steps}개 스텝에서 가중치가 바뀌지 않았습니다. 혼합 정밀도에서 그래디언트가 유한하지 않기 때문입니다. 학습률을 낮추거나 float32를 쓰세요.',
  stepsSkipped:
    '손실 스케일링이 스텝 {steps}개 중 {skipped}개를 건너뛰었습니다. 혼합 정밀도에서 그래디언트가 유한하지 않았기 때문입니다.',
  runOutOfMemory:
    '네트워크가 메모리에 들어가지 않습니다. {said} 배치 크기를 줄이거나 더 좁은 네트워크를 고르거나, 같은 장치를 쓰는 다른 프로그램을 끝내세요.',
  trainerCrashed: '학습 프로세스가 {count}번 비정상 종료했습니다. 마지막 원인: {said}',
  notOverWhenExported: '연구를 내보낼 때 끝나지 않은 실행입니다.',

  sampleRepeats: '{sampled}. 대부분 이미 나온 네트워크입니다. 개수를 줄이거나 공간을 넓히세요.',
  sampleTooTight: '{sampled}. 공간의 제약을 푸세요.',
  sampleRare: '{low}–{high} MF: {sampled}. FLOPs 범위를 넓히거나 개수를 줄이세요.',
  sampleUnfound:
    '{sampled}. FLOPs를 가리지 않아도 처음 {looked}개 가운데 제약을 지키는 후보가 없습니다. 제약을 푸세요.',
  sampleOutside:
    '{low}–{high} MF: {sampled}. 가장 가까운 FLOPs는 {nearest} MF입니다. 범위를 그쪽으로 옮기거나 값의 범위를 바꾸세요.',

  providerUnknown: '"{provider}" 실행 제공자는 알 수 없습니다({hint}).',
  loweringUnknown: '"{lowering}" lowering 계획은 알 수 없습니다({hint}).',
  loweringOfOther:
    '{provider} 실행 제공자는 {lowering} lowering 계획으로 학습하지 않습니다. 값을 비우거나 다음에서 고르세요: {known}.',
  imageSizesDiffer: '계획의 이미지는 {size}픽셀인데 {name}의 이미지는 {found}픽셀입니다. 둘을 같게 하세요.',
  epochTooLong:
    '한 에포크에 이미지 {images}장을 요구했지만 {name}에서 학습에 쓸 수 있는 것은 {left}장입니다. 더 적게 정하세요.',
  batchTooLarge:
    '배치 크기는 {batchSize}인데 {name}의 한 에포크는 이미지 {images}장입니다. 배치를 줄이거나 이미지를 늘리세요.',
  datasetFolderRelative: '연구의 데이터 세트가 "{folder}"에 있다고 되어 있습니다. 절대 경로로 적으세요.',
  datasetOfStudyChanged: '"{name}" 연구의 데이터 세트가 시작한 뒤로 바뀌었습니다. 되돌리거나 다른 연구로 실행하세요.',
  studyFixed:
    '"{name}" 연구는 {place}에 {was}(으)로 시작했는데 파일에는 {is}(으)로 되어 있습니다. 연구에는 네트워크를 더하거나 뒤에 공간이나 목록을 더할 수만 있습니다. 그 밖의 것을 바꾸려면 파일을 다른 연구로 실행하세요.',
  studyNewer: '연구 파일의 형식은 {found}인데 이 프로그램은 {known}까지 읽습니다. 프로그램을 업데이트하세요.',
  sweepNoStudy:
    'pycls 스윕이며 무엇으로 학습할지는 들어 있지 않습니다. 연구 파일의 `spaces`에 항목으로 넣거나 `regbench sample`로 네트워크를 뽑으세요.',
  onnxNoModel:
    'ONNX 모델이 아닌 파일입니다. 그래프가 없습니다. 내보낸 프로그램이 쓴 그대로의 파일을 주세요. 텍스트나 압축 파일은 안 됩니다.',
  onnxDamaged:
    'ONNX 파일이 손상되었거나 잘렸습니다. {size}바이트 중 {at}번째 바이트부터의 내용을 읽을 수 없습니다. 다시 복사하거나 내보내세요.',
  onnxTensor:
    'ONNX 파일이 손상되었습니다. 텐서 {name}은(는) {found}바이트인데 모양대로라면 {expected}바이트입니다. 다시 복사하거나 내보내세요.',
  onnxOpset:
    'ONNX 파일의 연산자 버전(opset)은 {found}입니다. {low}부터 {high}까지 읽을 수 있습니다. opset_version=17로 내보내세요.',
  onnxNoImage:
    'ONNX 모델의 입력이 이미지가 아니라 {inputs}입니다. 입력이 [배치, 채널, 높이, 폭]이고 채널이 1~4개인 모델을 주세요.',
  networkNeedsStudy:
    '{name}: 네트워크이며 연구 곁에서 살펴보고 학습합니다. 연구를 만들거나 함께 제공되는 연구를 연 뒤 다시 여세요.',
  notYaml: '연구 파일이 YAML도 JSON도 아닙니다: {said}',

  // 다른 곳에서 얻은 결과
  resultsUnusable: '{count}개 행을 쓸 수 없습니다: {named} 파일을 고치거나, 열의 뜻을 바꾸거나, 그 행을 빼세요.',
  broughtInRun: '{id}번 실행은 다른 곳에서 학습했습니다. 학습 설정과 이미지를 알 수 없어 다시 학습할 수 없습니다.',
  resultsEmpty: '파일에 결과 행이 없습니다.',
  resultsForeign:
    '파일에 결과가 없습니다. 머리글이 있는 CSV, 객체의 JSON 목록, pycls의 sweep.json이나 로그, NDS 파일을 고르세요.',
  resultsNoText: '파일이 UTF-8 텍스트가 아닙니다. UTF-8로 저장하세요.',
  resultsTooLarge: '파일이 {megabytes}MB보다 큽니다. 나누어 주세요.',
  resultsTooMany: '파일의 행이 {limit}개보다 많습니다. 나누어 주세요.',
  notJsonHere: '파일이 JSON처럼 시작하지만 JSON으로 읽을 수 없습니다: {said}',
  columnsTooMany: '파일의 열이 {limit}개보다 많습니다. 필요 없는 열을 빼세요.',
  columnUnnamed: '{column}번째 열에 이름이 없습니다. 첫 줄에 모든 열의 이름이 있어야 합니다.',
  columnTwice: '이름이 {column}인 열이 두 개입니다. 하나의 이름을 바꾸세요.',
  columnAbsent: '열 {column}이 없습니다. 다른 열을 고르세요.',
  cellsUnlike: '{line}행에 칸이 {found}개인데 열은 {columns}개입니다.',
  quoteOpen: '{line}행: 따옴표가 닫히지 않았습니다.',
  quoteInside: '{line}행: 닫는 따옴표 뒤에 글자가 있습니다. 칸 안의 따옴표는 두 번 쓰세요.',
  entryNoObject: '목록의 {entry}번째 항목이 키가 있는 객체가 아닙니다.',
  nameNotKnown: '{name}은 알 수 없는 이름입니다({hint}).',
  errorUnmapped: '오류율이 있는 열이 정해지지 않았습니다. 어느 열인지 고르세요.',
  countsDiffer:
    '{total}행 중 {rows}행에서 {column} 값이 네트워크에서 계산한 값과 1% 넘게 다릅니다({place}행: {given}, 계산값: {computed}). 크기 열, 스템, 이미지 크기를 확인하세요.',
  spaceIsHull:
    '네트워크를 어떻게 뽑았는지는 알 수 없습니다. 공간 {names}은 그 크기들의 범위입니다. 설계 공간을 알면 고르세요.',
  framesDiffer: '스템, 블록, 스트라이드, 스테이지 수가 다른 네트워크는 각각의 공간에 넣었습니다.',

  bundleNewer:
    '이 연구는 더 새로운 버전의 프로그램으로 저장되었습니다(형식 {found}, 이 프로그램은 {known}까지 읽음). 프로그램을 업데이트하세요.',
  bundleForeign: '이 프로그램의 연구 파일이 아닙니다. 이 프로그램에서 내보낸 .regbench 파일을 고르세요.',
  bundleTooLarge: '연구 파일로는 너무 큽니다({packed}MB 초과, 또는 풀었을 때 {unpacked}MB 초과).',
  bundleTruncated:
    '파일이 손상되었습니다. 중간에 끊겼거나 바뀌었습니다. 아무것도 가져오지 않았습니다. 연구를 다시 내보내세요.',
  bundleDamaged: '파일이 손상되었습니다: {said}. 아무것도 가져오지 않았습니다. 연구를 다시 내보내세요.',
  bundleTooDeep: '이 프로그램의 연구 파일이 아닙니다. {limit}단계보다 깊게 중첩되어 있습니다.',
  bundleTooMany: '연구 파일로는 너무 큽니다. 값이 {limit}개보다 많습니다.',
  studyTooLarge:
    '연구가 파일 하나에 담기에는 너무 큽니다({packed}MB, 풀었을 때 {unpacked}MB). 가중치 없이 내보내거나 필요 없는 네트워크 집단을 휴지통에 넣으세요.',

  readingTooLong:
    '파일을 읽는 데 너무 오래 걸립니다({seconds}초 초과). 파일이 손상되었거나 이 프로그램이 쓴 파일이 아닙니다.',
  jobOutOfMemory:
    '이 작업에 쓸 수 있는 메모리({limit}MB)보다 많이 필요합니다. 더 작은 파일이나 데이터 세트를 사용하세요.',

  folderNotChosen:
    '이 연구는 다른 곳에서 만들어졌고 이미지는 {folder}에 있었습니다. 여기서 그 폴더를 직접 선택하기 전에는 열지 않습니다. 데이터에서 가져오세요.',

  datasetFolderAbsent: '{folder} 폴더가 없습니다. 데이터 세트의 경로를 확인하세요.',
  datasetFolderIsFile:
    '{folder}: 폴더가 아니라 파일입니다. 데이터 세트가 든 폴더나 그 압축 파일(.zip, .tar, .tar.gz, .tgz)을 지정하세요.',
  archiveDamaged: '{file} 파일을 압축 파일로 읽을 수 없습니다({said}). 다시 내려받으세요.',
  archiveTooLarge: '{file} 파일은 풀면 {gb}GB를 넘습니다. 직접 푼 다음 그 폴더를 지정하세요.',
  datasetTooLarge: '데이터 세트가 이 프로세스에 허용된 메모리보다 큽니다. 이미지의 수나 크기를 줄이세요.',
  datasetFileUnusable: '{file} 파일을 쓸 수 없습니다. {said}',
  datasetFileTooLarge:
    '{file}의 크기는 {bytes}바이트로, 이런 파일에 허용되는 {most}바이트를 넘습니다. 다른 파일이거나 손상되었습니다.',
  faultForbidden: '읽을 권한이 없습니다. 권한을 바꾸세요.',
  pickleForeign:
    '{name} 함수를 부르는 파일입니다. 이 프로그램은 결코 실행하지 않습니다. 다른 파일이거나 해로운 파일입니다.',
  pickleUnread:
    '목록과 이미지로 된 피클이 아닙니다({position}번째 바이트). 손상되었거나 다른 파일이니 다시 내려받으세요.',
  faultEncrypted: '암호로 잠겨 있습니다. 암호 없이 다시 압축하세요.',
  faultPacked: '압축을 풀 수 없습니다({said}). 압축 파일을 다시 내려받으세요.',
  faultTooDeep: '폴더 {most}개보다 깊은 곳에 있습니다. 위로 옮기세요.',
  faultLinkBroken: '없는 것을 가리키는 링크입니다. 링크를 고치거나 지우세요.',
  faultLinkCircular: '자기 자신으로 돌아오는 링크입니다. 링크를 고치거나 지우세요.',
  faultGone: '이제 없습니다. 되돌려 놓으세요.',
  faultNoFile: '파일이 아니라 폴더, 파이프 또는 장치입니다. 이름을 바꾸거나 지우세요.',
  faultNotFolder: '경로의 일부가 폴더가 아니라 파일입니다. 경로를 확인하세요.',
  faultNameNotUnicode: '이름이 UTF-8로 되어 있지 않습니다. 이름을 바꾸세요.',
  faultNameTooLong: '경로가 이 시스템에는 너무 깁니다. 줄이세요.',
  faultFilesOpen: '이 시스템에서 열린 파일이 너무 많습니다. 프로그램을 닫거나 한도를 늘린 뒤 다시 시도하세요.',
  faultDisk: '디스크에서 읽을 수 없습니다. 디스크를 점검하거나 사본에서 데이터 세트를 되돌리세요.',
  faultSystem: '시스템이 {said} 오류를 알렸습니다. 경로와 디스크를 확인하세요.',
  trainImagesNone: '{name}에 학습 이미지가 없습니다. 이미지를 넣으세요.',
  testImagesNone: '{name}에 테스트 이미지가 없습니다. 이미지를 넣으세요.',
  labelUnnamed:
    '{name}: {split} 이미지 {index}번의 라벨은 {label}인데 {source}에는 클래스 이름이 {count}개(0~{last})뿐입니다. 이름을 채우거나 라벨을 고치세요.',
  idxSizesDiffer:
    '{folder}의 학습 이미지는 {train}픽셀, 테스트 이미지는 {test}픽셀입니다. 크기를 정해 하나로 맞추세요.',
  idxCountsDiffer:
    '{images}에는 이미지가 {count}장, {labels}에는 라벨이 {labelCount}개 있습니다. 서로 다른 세트의 파일입니다.',
  idxNotSquare: '{file}의 이미지는 {width}×{height}픽셀로 정사각형이 아닙니다. 크기를 정하세요.',
  idxLabelsSparse:
    '{file}의 라벨은 {largest}까지 있지만 이미지가 있는 클래스는 {classes}개뿐입니다. 손상되었으니 다시 내려받거나, classes.txt에 모든 클래스의 이름을 적으세요.',
  idxMissing: '{folder}에 {file} 파일(그대로 또는 .gz)이 없습니다. 파일 네 개가 모두 있는 폴더를 지정하세요.',
  idxSubsetUnknown:
    '{folder}에 {subset} 데이터 세트는 없고 다음이 있습니다: {names}. 부분 세트를 이 가운데에서 고르세요.',
  idxSeveral: '{folder}에 데이터 세트가 여럿 있습니다({names}). 부분 세트를 이 가운데에서 고르세요.',
  idxSeveralFolders: '{folder}에 데이터 세트가 여럿 있습니다({places}). 그중 하나의 폴더를 지정하세요.',
  idxMagicOfImages:
    '{file} 파일은 매직 넘버 {found}(으)로 시작하지만 {expected}(부호 없는 바이트 이미지)이어야 합니다. 다른 파일이거나 손상되었으니 다시 내려받으세요.',
  idxMagicOfLabels:
    '{file} 파일은 매직 넘버 {found}(으)로 시작하지만 {expected}(부호 없는 바이트 라벨)이어야 합니다. 다른 파일이거나 손상되었으니 다시 내려받으세요.',
  idxTruncated:
    '{file}의 크기는 {bytes}바이트인데 헤더에는 {expected}바이트라고 되어 있습니다. 잘렸거나 손상되었으니 다시 내려받으세요.',
  idxWithoutHeader: '{file}의 크기는 {bytes}바이트로 헤더보다 작습니다. 잘렸거나 손상되었으니 다시 내려받으세요.',
  idxGoesOn: '{file} 파일을 풀면 헤더에 적힌 {expected}바이트보다 큽니다. 손상되었으니 다시 내려받으세요.',
  idxSides:
    '{file}의 헤더에는 이미지가 {width}×{height}픽셀이라고 되어 있지만 한 변은 1~{most}픽셀이어야 합니다. 손상되었거나 다른 파일이니 다시 내려받으세요.',
  idxTooLarge:
    '{file}의 이미지 {count}장을 {size}×{size}픽셀로 읽어야 합니다. {most}장이나 {gb}GB를 넘으면 읽을 수 없으니 수나 크기를 줄이세요.',
  gzipDamaged: '{file}의 압축을 풀 수 없습니다({said}). 다시 내려받으세요.',
  classFoldersTooFew:
    '{folder}에 클래스 폴더가 {count}개 있습니다. 클래스마다 이미지 폴더가 하나씩 있는 폴더, 또는 그런 폴더를 담은 train과 test 폴더가 있는 폴더를 지정하세요.',
  testShareGiven: '{folder}에는 {test} 폴더에 테스트 이미지가 따로 있습니다. 테스트 비율을 비워 두세요.',
  testClassUnknown:
    '{folder}에 {name} 클래스가 있지만 {train}에는 없습니다. 그 클래스의 학습 이미지를 넣거나 폴더를 지우세요.',
  refusedWith: '{said} {notes}',
  skippedFormat: 'JPEG, PNG, WebP, BMP, TIFF 파일이 아닙니다.',
  skippedEmptyClass: '이 클래스에는 학습할 이미지가 남아 있지 않습니다.',
  skippedClass: '학습 이미지에서 빠진 클래스입니다.',
  imageUndecodable:
    '{file} 파일을 쓸 수 없습니다. {said} 바꾸거나 지우거나, 읽을 수 없는 이미지를 건너뛰도록 설정하세요.',
  imagesUndecodable:
    '{folder}에 쓸 수 없는 파일이 {count}개 있습니다. {files} 바꾸거나 지우거나, 읽을 수 없는 이미지를 건너뛰도록 설정하세요.',
  fileFault: '{file}: {said}',
  filesMore: '외 {count}개.',
  imageChanged:
    '{file} 파일을 더 이상 쓸 수 없습니다. {said} 데이터 세트를 연 뒤에 바뀌었습니다. 되돌리거나 데이터 세트를 다시 여세요.',
  imagesDiffer: '{folder}의 이미지가 읽는 동안 바뀌었습니다. 다시 읽으세요.',
  imageOther: '이제 다른 이미지입니다.',
  imageEmpty: '빈 파일입니다.',
  imageDamaged: '이미지가 손상되었거나 중간에 잘렸습니다.',
  imageTooLarge: '파일 크기가 {mb}MB로 허용되는 {most}MB를 넘습니다. 크기를 줄이세요.',
  imageTooLong: '{width} × {height} px입니다. 어느 변도 {most} px을 넘지 않게 하세요.',
  imageTooManyPixels: '{most}백만 픽셀을 넘습니다. 크기를 줄이세요.',
  imageTooSlow: '해독하는 데 {seconds}초가 넘게 걸립니다.',
  imageChannels: '색 채널이 3개가 아니라 {count}개입니다.',
  bmpCompressed: '압축된 BMP입니다(종류 {compression}). 압축하지 않거나 PNG로 저장하세요.',
  imageDecoderSays: '해독할 수 없습니다({said}).',
  imagesTooMany: '{folder}에 파일이 {most}개보다 많거나 이름이 너무 깁니다. 이미지를 줄이세요.',
  classFoldersTooMany: '{folder}에 클래스 폴더가 {count}개 있습니다. {most}개를 넘을 수 없으니 클래스를 줄이세요.',
  classWithoutImages:
    '{folder}에 {name} 클래스의 학습 이미지가 없습니다. 이미지를 넣거나, 그 폴더를 지우거나, 읽을 수 없는 이미지를 빼도록 설정하세요.',
  classUnusable:
    '{folder}에 {name} 클래스의 쓸 수 있는 학습 이미지가 없습니다. {groups} 파일을 변환하거나 바꾸거나, 그 클래스의 폴더를 지우세요.',
  leftOut: '{file} 등 {count}개가 빠졌습니다: {reason}',
  classesEmpty: '학습 이미지가 없는 클래스가 {count}개입니다({names}). 네트워크에는 이 클래스의 출력도 있습니다.',
  testImagesFrom: '테스트 이미지는 {folder}의 이미지입니다.',
  validationImagesFrom:
    '오류율을 재는 검증 이미지는 {folder}의 이미지이고, {train}의 이미지는 모두 학습에 씁니다. {test}의 이미지는 따로 두었다가 먼저 선택된 네트워크를 잴 때만 씁니다.',
  validationImagesNone:
    '{folder}에 쓸 수 있는 검증 이미지가 없습니다. {groups} 파일을 변환하거나 바꾸거나, 검증 이미지의 폴더를 지우세요.',
  partUnused: '{folder}의 이미지 {count}장은 데이터 세트에 들지 않습니다. 학습 이미지는 {train}의 이미지입니다.',
  imagesLoose:
    '{folder}의 이미지 {count}장은 클래스 폴더 밖에 있어 데이터 세트에 들지 않습니다. 각각 해당 클래스의 폴더에 넣으세요.',
  cacheUnwritable: '{file}에 쓸 수 없습니다({said}). 공간을 비우거나 다른 캐시 폴더를 고르세요.',
  cacheUnreadable: '{file}에 방금 쓴 내용이 들어 있지 않습니다. 디스크를 점검하거나 다른 캐시 폴더를 고르세요.',
  recordsChanged: '{file} 파일이 {index}번 레코드 앞에서 끝납니다. 쓰는 동안 바뀌었으니 데이터 세트를 다시 여세요.',
  datasetChanged:
    '{name}의 이미지가 이 실행을 만들 때의 것과 다릅니다. 이미지를 되돌리고 다시 시도하거나 새 네트워크 집단을 뽑으세요.',
  cifarMissing:
    '{folder}에 {file} 파일이 없습니다. {format}의 내려받은 압축 파일이나 그것을 모두 푼 폴더를 지정하세요.',
  cifarTruncated:
    '{file}의 크기 {bytes}바이트는 {format} 레코드({stride}바이트)로 나누어떨어지지 않습니다. 잘렸거나 다른 형식이니 다시 내려받으세요.',
  cifarLabel:
    '{file}의 레코드 {index}번 라벨은 {label}인데 {format}의 라벨은 0~{last}입니다. 손상되었거나 다른 형식이니 다시 내려받으세요.',
  cifarPickle: '{file}에 이미지(data)나 라벨({key})이 없습니다. {format}의 파일이 아니니 다시 내려받으세요.',
  cifarPickleSizes:
    '{file}의 이미지는 {bytes}바이트로, 라벨 {count}개에 {each}바이트씩이 아닙니다. 손상되었거나 다른 데이터 세트이니 다시 내려받으세요.',
  cifarTooLarge: '{file}까지 합치면 데이터 세트의 이미지가 {count}장으로 {most}장을 넘습니다. 줄이세요.',
  networkOfOtherSize:
    '네트워크는 {size}픽셀 이미지를 받는데 {name}의 이미지는 {found}픽셀입니다. 새 네트워크 집단을 뽑으세요.',
  networkOfOtherClasses:
    '네트워크는 클래스 {classes}개를 구별하는데 {name}의 클래스는 {found}개입니다. 새 네트워크 집단을 뽑으세요.',
  syntheticTooLarge:
    '{imageSize}픽셀 이미지 {count}장은 내장 이미지에 허용되는 {gb}GB를 넘습니다. 수나 크기를 줄이세요.',

  providerElsewhere: '이 시스템({system})에서는 쓸 수 없습니다.',
  providerLibraryMissing: '라이브러리가 없거나 불러올 수 없습니다.',
  librariesMissing: '다음 라이브러리가 없습니다: {libraries}.',
  cudaFails: 'CUDA 오류 {code}: {said}.',
  vulkanLoaderMissing: 'Vulkan이 설치되어 있지 않습니다. libvulkan.so.1을 불러올 수 없습니다.',
  vulkanDriverMissing: 'Vulkan을 지원하는 그래픽 드라이버가 없습니다.',
  vulkanDriverTooOld: '그래픽 드라이버가 WebGPU에는 너무 오래되었거나 장치가 지원하지 않습니다({said}).',
  providerDeviceMissing: '이를 지원하는 장치가 없습니다.',
  probeNoStep:
    '{seconds}초 안에 학습 스텝을 마치지 못했습니다. 컴파일이 느린 드라이버는 시도할 때마다 더 나아가므로 다시 시도하세요.',
  stepComputedWrong:
    '이 컴퓨터에서는 학습 스텝의 결과가 틀립니다({tensor} 값이 {percent} % 어긋남). 이대로 학습하면 아무 알림 없이 네트워크가 잘못됩니다. 그래픽 드라이버를 업데이트하거나 다른 실행 제공자로 학습하세요.',
  halfComputedWrong:
    '이 컴퓨터에서는 float16 합성곱의 결과가 틀립니다({tensor}). 혼합 정밀도로 학습하면 아무 알림 없이 네트워크가 잘못됩니다. 그래픽 드라이버를 업데이트하거나 float32로 학습하세요.',
  halfDoesNotOverflow:
    '이 컴퓨터에서는 float16에 담을 수 없는 큰 값이 틀린 수가 됩니다. 혼합 정밀도로 학습하면 아무 알림 없이 네트워크가 잘못됩니다. float32로 학습하세요.',
  providerRefused: '{provider} 실행 제공자는 이 컴퓨터에서 학습하지 못합니다: {said}',
  probeNotStarted: '확인 프로세스가 시작되지 않았습니다: {said}.',
  probeEnded: '확인 프로세스가 끝났습니다({said}).',
  measurementUnderWay: '시간을 측정하고 있습니다. 끝날 때까지 기다리거나 멈춰 주세요.',
  publishedUnknown: '"{name}"(이)라는 이름으로 발표된 네트워크가 없습니다({hint}).',
  nothingSampled: '이 연구는 공간에서 네트워크를 뽑지 않으므로 미리 셈할 것이 없습니다.',
  nothingToTime: '이 네트워크 집단에는 시간을 잴 네트워크가 없습니다.',
  timingEnded: '측정 프로세스가 끝났습니다({said}).',
  engineTaken: '스텝은 엔진 {engine}(으)로 계산합니다.',
  engineInstead: '더 빠른 엔진을 쓸 수 없어 스텝은 엔진 {engine}(으)로 계산합니다. {said}',
  nativeMissing: '여기서는 onnxruntime의 C API를 호출하지 못합니다({said}).',
  nativeOtherVersion: '읽어 들인 onnxruntime의 버전이 {expected}이(가) 아니라 {found}입니다.',
  remedyCpu: 'onnxruntime-node가 온전하지 않습니다. npm ci를 다시 실행하세요.',
  remedyCuda:
    'NVIDIA 드라이버를 설치하세요. 그런 다음 Python 환경의 라이브러리를 쓰거나: {pip}, CUDA 12와 cuDNN 9가 있다면 내려받으세요: {command}',
  remedyCudaRest:
    '프로바이더는 {folder}에 있습니다. NVIDIA 드라이버를 설치하거나 업데이트하세요. 없는 CUDA와 cuDNN 라이브러리는 시스템에 설치하거나, Python 환경을 다음 명령 뒤에 적어 가져오세요: {command}',
  remedyCudaActive: '활성화된 Python 환경 {environment}의 라이브러리를 쓰세요: {command}',
  cudaOtherVersion:
    'Python 환경 {environment}에 onnxruntime-gpu {found}이(가) 있지만 {needed}이(가) 필요합니다. 설치하세요: {install}',
  cudaNotInEnvironment: 'Python 환경 {environment}에 onnxruntime-gpu {needed}이(가) 없습니다. 설치하세요: {install}',
  cudaElsewhere: 'CUDA는 Linux x64에서만 학습할 수 있는데 이 시스템은 {system}입니다.',
  remedyDml: '그래픽 드라이버를 업데이트하세요. DirectML에는 Windows 10 1903 이상과 DirectX 12 GPU가 필요합니다.',
  remedyWebgpu:
    'Vulkan을 지원하는 그래픽 드라이버를 설치하거나 업데이트하세요(Linux: 제조사 드라이버 또는 mesa-vulkan-drivers. Debian 12의 22.3은 너무 오래되었고 bookworm-backports의 25를 쓰면 됩니다).',
  remedyVulkanLoader:
    'libvulkan1(Debian, Ubuntu) 또는 vulkan-loader(Fedora)와 Vulkan을 지원하는 그래픽 드라이버를 설치하세요.',
  remedyVulkanUpdate:
    '설치된 그래픽 드라이버를 업데이트하세요(Mesa: 25 이상, Debian 12에서는 bookworm-backports). 이미 최신이면 이 장치는 WebGPU를 지원하지 않습니다.',
  coremlTakesConstants:
    'Core ML은 합성곱과 행렬 곱의 가중치를 상수로 받는데 학습은 가중치를 바꿉니다. 그래서 거의 모든 계산을 CPU가 하게 되어 CPU 고유의 계획보다 느립니다.',
  droppedAfter: '{epochs}에포크 중 {epoch}에포크 뒤에 오류율이 나쁜 편이라 중단했습니다.',
  beyondEnd: '비교가 결정되어 네트워크 집단이 끝난 뒤에 학습된 실행입니다.',
  remedyCoreml: '같은 장치를 쓰는 GPU(WebGPU)나 CPU로 학습하세요.',
}
