import { english } from '#shared/sentences/english.ts'
import { defineMessages } from '../defineMessages.ts'

/** What the lab says; its sentences come as keys with values. */
export const lab = defineMessages({
  en: english,
  ko: {
    asWritten: '{text}',
    unexpected: '예상하지 못한 문제가 생겼습니다: {said}. 개발자에게 알려 주세요.',
    requestInvalid: '요청이 올바르지 않습니다: {said}.',
    requestInvalidAt: '요청의 {place} 값이 올바르지 않습니다: {said}.',

    diskFull:
      '{folder} 폴더가 있는 디스크가 가득 찼습니다. 공간을 비우고 다시 시작하세요. 끝난 실행은 보존되고 나머지는 마지막 체크포인트에서 이어집니다.',
    readOnly: '{folder}에 쓸 수 없습니다. 폴더에 쓰기 권한을 주거나 다른 폴더를 고르세요.',
    folderAbsent: '{folder} 폴더를 열 수 없습니다. 그런 폴더가 없습니다.',
    folderIsFile: '{folder} 폴더를 열 수 없습니다. 폴더가 아니라 파일입니다.',
    folderForbidden: '{folder} 폴더를 열 수 없습니다. 이 사용자에게 읽기 권한이 없습니다.',
    folderUnreadable: '{folder} 폴더를 열 수 없습니다: {said}.',
    fileAbsent: '{file} 파일이 이제 없습니다. 되돌려 놓거나 다른 것을 고르세요.',
    fileUnreadable: '{file}을(를) 읽을 수 없습니다({said}). 무엇인지, 읽기 권한이 있는지 확인하세요.',
    labClosed: '실험실이 닫혔습니다.',
    nobodyWaits: '더 이상 이 결과를 기다리는 창이 없습니다.',
    backgroundEnded:
      '실험실의 백그라운드 프로세스가 끝났습니다({said}). 다시 시도하고, 또 끝나면 개발자에게 알려 주세요.',
    queueStopped: '대기열이 멈췄습니다: {said}',
    trainersBroken: '학습기가 시작되지 않습니다({said}). 대기열은 멈췄고 실행은 제자리에 남아 있습니다.',
    pilotFailed: '예비 실행을 학습하지 못했습니다: {said}',
    pilotSilent: '예비 실행을 학습하지 못했습니다. {seconds}초 동안 소식이 없었습니다.',
    pilotEnded: '예비 실행을 학습하지 못했습니다. 학습기가 끝났습니다({said}).',

    noStudy: '{id}번 연구가 없습니다.',
    noSpace: '{id}번 공간이 없습니다.',
    noPopulation: '{id}번 모집단이 없습니다.',
    noRun: '{id}번 실행이 없습니다.',
    noDataset: '{id}번 데이터 세트가 없습니다.',
    noRefinement: '{id}번 정제가 없습니다.',
    noReport: '{id}번 보고서가 없습니다.',
    studyTaken: '"{name}"이라는 이름의 연구가 이미 있습니다. 다른 이름을 고르세요.',
    studyTakenInTrash: '"{name}"이라는 이름의 연구가 휴지통에 있습니다. 다른 이름을 고르세요.',
    studyNotInTrash: '"{name}" 연구는 휴지통에 없습니다. 먼저 휴지통에 넣으세요.',
    studyWithoutPopulation: '"{name}" 연구에는 계획을 알 수 있는 모집단이 없습니다.',
    studyWithoutExport: '"{name}" 연구에는 아직 모집단이 없어 내보낼 것이 없습니다.',
    sampleMissing: '예제 연구 {file}이 없습니다. 프로그램을 다시 설치하세요.',
    spaceTaken: '이 연구에는 ID가 "{id}"인 공간이 이미 있습니다. 다른 ID를 고르세요.',
    spaceTakenInTrash: '이 연구의 휴지통에 ID가 "{id}"인 공간이 있습니다. 다른 ID를 고르세요.',
    spaceOfOtherStudy: '{id}번 공간은 다른 연구의 것입니다. 공간은 같은 연구의 공간만 정제합니다.',
    spaceSampled: '{name} 공간에는 모집단이 있어 바꿀 수 없습니다. 새 공간을 더해 정제하세요.',
    spaceHasPopulation: '{name} 공간에 모집단이 있습니다. 먼저 그것을 휴지통에 넣으세요.',
    spaceHasPopulations: '{name} 공간에 모집단이 {count}개 있습니다. 먼저 그것들을 휴지통에 넣으세요.',
    populationTaken: '이 연구에는 "{name}"이라는 이름의 모집단이 이미 있습니다. 다른 이름을 고르세요.',
    populationTakenInTrash: '이 연구의 휴지통에 "{name}"이라는 이름의 모집단이 있습니다. 다른 이름을 고르세요.',
    populationEmpty: '"{name}" 모집단에 네트워크가 없습니다.',
    populationOfOtherStudy: '{id}번 모집단은 "{name}" 연구의 것이 아닙니다. 이 연구의 모집단 가운데서 고르세요.',
    populationWithoutSpace: '{id}번 모집단은 공간에서 뽑은 것이 아닙니다.',
    refinementOfOtherStudy: '{id}번 공간은 다른 연구의 것입니다. 정제는 한 연구 안에서 합니다.',
    refinementAccepted: '이 정제는 이미 수락되었습니다. 새로 시작하세요.',
    refinementRejected: '이 정제는 이미 거절되었습니다. 새로 시작하세요.',
    refinementWithoutSpace: '아직 수락할 정제된 공간이 없습니다. 먼저 제약을 고르세요.',
    runNotFinished: '{id}번 실행은 끝나지 않았습니다. 끝난 실행에만 가중치가 있습니다.',
    weightsGone: '{id}번 실행의 가중치 파일 {file}이(가) 없어졌습니다. 되돌려 놓거나 가중치 없이 내보내세요.',
    weightsNotKept: '{id}번 실행의 가중치는 보관되지 않았습니다. 먼저 보관하세요. 그러면 다시 학습합니다.',

    trainingLossBroke: '에포크 {epoch}의 스텝 {step}에서 학습 손실이 {loss}이(가) 되었습니다.',
    validationLossBroke: '에포크 {epoch} 뒤에 검증 손실이 {loss}이(가) 되었습니다.',
    trainerCrashed: '학습기가 {count}번 비정상 종료했습니다. 마지막 원인: {said}',
    notOverWhenExported: '연구를 내보낼 때 끝나지 않은 실행입니다.',

    providerUnknown: '실행 제공자 "{provider}"은(는) 알 수 없습니다({known}).',
    imageSizesDiffer: '계획의 이미지는 {size}픽셀인데 {name}의 이미지는 {found}픽셀입니다. 둘을 같게 하세요.',
    epochTooLong:
      '한 에포크에 이미지 {images}장을 요구했지만 {name}에서 학습에 쓸 수 있는 것은 {left}장입니다. 더 적게 정하세요.',
    batchTooLarge:
      '배치 크기는 {batchSize}인데 {name}의 한 에포크은 이미지 {images}장입니다. 배치를 줄이거나 이미지를 늘리세요.',
    datasetFolderRelative: '연구의 데이터 세트가 "{folder}"에 있다고 되어 있습니다. 절대 경로로 적으세요.',
    loweringGiven: '연구가 로어링 "{lowering}"을 요구합니다. 이 줄을 빼세요. {provider}에 맞는 것은 실험대가 정합니다.',
    notYaml: '연구 파일이 YAML도 JSON도 아닙니다: {said}',

    bundleNewer:
      '이 연구는 더 새로운 버전의 프로그램으로 저장되었습니다(형식 {found}, 이 프로그램은 {known}까지 읽음). 프로그램을 업데이트하세요.',
    bundleForeign: '이 프로그램의 연구 파일이 아닙니다. 이 프로그램에서 내보낸 .regbench 파일을 고르세요.',
    bundleTooLarge: '연구 파일로는 너무 큽니다({packed}MB 초과, 또는 풀었을 때 {unpacked}MB 초과).',
    bundleTruncated:
      '파일이 손상되었습니다. 중간에 끊겼거나 바뀌었습니다. 아무것도 가져오지 않았습니다. 연구를 다시 내보내세요.',
    bundleDamaged: '파일이 손상되었습니다: {said}. 아무것도 가져오지 않았습니다. 연구를 다시 내보내세요.',

    datasetInvalid: '데이터 세트 설정이 올바르지 않습니다: {said}.',
    datasetInvalidAt: '데이터 세트 설정의 {place} 값이 올바르지 않습니다: {said}.',
    datasetFolderAbsent: '{folder} 폴더가 없습니다. 데이터 세트의 경로를 확인하세요.',
    datasetFolderIsFile: '{folder}은(는) 파일입니다. 데이터 세트가 들어 있는 폴더를 지정하세요.',
    trainImagesNone: '{name}에 학습 이미지가 없습니다. 이미지를 넣으세요.',
    testImagesNone: '{name}에 시험 이미지가 없습니다. 이미지를 넣으세요.',
    labelUnnamed:
      '{name}: {split} 이미지 {index}번의 라벨은 {label}인데 {source}에는 클래스 이름이 {count}개(0~{last})뿐입니다. 이름을 채우거나 라벨을 고치세요.',
    idxSizesDiffer:
      '{folder}의 학습 이미지는 {train}픽셀, 시험 이미지는 {test}픽셀입니다. 크기를 정해 하나로 맞추세요.',
    idxCountsDiffer:
      '{images}에는 이미지가 {count}장, {labels}에는 라벨이 {labelCount}개 있습니다. 서로 다른 세트의 파일입니다.',
    idxNotSquare: '{file}의 이미지는 {width}×{height}픽셀로 정사각형이 아닙니다. 크기를 정하세요.',
    idxLabelsSparse:
      '{file}의 라벨은 {largest}까지 있지만 이미지가 있는 클래스는 {classes}개뿐입니다. 손상되었으니 다시 내려받거나, classes.txt에 모든 클래스의 이름을 적으세요.',
    idxMissing: '{folder}에 {file} 파일(그대로 또는 .gz)이 없습니다. 파일 네 개가 모두 있는 폴더를 지정하세요.',
    idxMagicOfImages:
      '{file}은(는) 매직 넘버 {found}로 시작하지만 {expected}(부호 없는 바이트 이미지)이어야 합니다. 다른 파일이거나 손상되었으니 다시 내려받으세요.',
    idxMagicOfLabels:
      '{file}은(는) 매직 넘버 {found}로 시작하지만 {expected}(부호 없는 바이트 라벨)이어야 합니다. 다른 파일이거나 손상되었으니 다시 내려받으세요.',
    idxTruncated:
      '{file}의 크기는 {bytes}바이트인데 헤더에는 {expected}바이트라고 되어 있습니다. 잘렸거나 손상되었으니 다시 내려받으세요.',
    idxWithoutHeader: '{file}의 크기는 {bytes}바이트로 헤더보다 작습니다. 잘렸거나 손상되었으니 다시 내려받으세요.',
    gzipDamaged: '{file}의 압축을 풀 수 없습니다({said}). 다시 내려받으세요.',
    classFoldersTooFew:
      '{folder}에 클래스 폴더가 {count}개 있습니다. 클래스마다 이미지 폴더가 하나씩 있는 폴더, 또는 그런 폴더를 담은 train과 test 폴더가 있는 폴더를 지정하세요.',
    testShareGiven: '{folder}에는 {test} 폴더에 시험 이미지가 따로 있습니다. 테스트 비율을 비워 두세요.',
    testClassUnknown:
      '{folder}에 {name} 클래스가 있지만 {train}에는 없습니다. 그 클래스의 학습 이미지를 넣거나 폴더를 지우세요.',
    skippedFormat: 'JPEG, PNG, WebP 파일이 아닙니다.',
    imageUndecodable:
      '{file}을(를) 해독할 수 없습니다({said}). 바꾸거나 지우거나, 손상된 이미지를 건너뛰도록 설정하세요.',
    imageChanged: '{file}을(를) 더 이상 해독할 수 없습니다({said}). 데이터 세트를 연 뒤에 바뀌었으니 다시 여세요.',
    classWithoutImages:
      '{folder}에 {name} 클래스의 쓸 수 있는 학습 이미지가 없습니다. 이미지를 넣거나 그 폴더를 지우세요.',
    cacheUnwritable: '{file}에 쓸 수 없습니다({said}). 공간을 비우거나 다른 캐시 폴더를 고르세요.',
    recordsChanged: '{file}이(가) 레코드 {index}번 앞에서 끝납니다. 쓰는 동안 바뀌었으니 데이터 세트를 다시 여세요.',
    datasetChanged:
      '{name}의 이미지가 이 실행을 만들 때의 것과 다릅니다. 이미지를 되돌리고 다시 시도하거나 새 모집단을 뽑으세요.',
    cifarMissing: '{folder}에 {file}이(가) 없습니다. {format} 바이너리 판을 모두 푼 폴더를 지정하세요.',
    cifarTruncated:
      '{file}의 크기 {bytes}바이트는 {format} 레코드({stride}바이트)로 나누어떨어지지 않습니다. 잘렸거나 다른 형식이니 다시 내려받으세요.',
    cifarLabel:
      '{file}의 레코드 {index}번 라벨은 {label}인데 {format}의 라벨은 0~{last}입니다. 손상되었거나 다른 형식이니 다시 내려받으세요.',

    providerElsewhere: '이 시스템({system})에서는 쓸 수 없습니다.',
    providerLibraryMissing: '라이브러리가 없거나 불러올 수 없습니다.',
    providerDeviceMissing: '이를 지원하는 장치가 없습니다.',
    probeNoStep: '{seconds}초 안에 학습 스텝을 마치지 못했습니다.',
    probeWrongLosses: '학습 스텝의 손실이 틀렸습니다({first}, 이어서 {second}).',
    probeNotStarted: '시험 프로세스가 시작되지 않았습니다: {said}.',
    probeEnded: '시험 프로세스가 끝나 버렸습니다({said}).',
    remedyCpu: 'onnxruntime-node가 온전하지 않습니다. npm ci를 다시 실행하세요.',
    remedyCuda: 'NVIDIA 드라이버, CUDA 12, cuDNN 9를 설치한 뒤 CUDA 라이브러리를 내려받으세요: {command}',
    remedyCudaOfAppImage:
      'NVIDIA 드라이버, CUDA 12, cuDNN 9를 설치하세요. AppImage에는 더할 수 없으니 {image} --appimage-extract로 풀고 squashfs-root/AppRun을 시작하세요.',
    remedyDml: '그래픽 드라이버를 업데이트하세요. DirectML에는 Windows 10 1903 이상과 DirectX 12 GPU가 필요합니다.',
    remedyWebgpu:
      'Vulkan을 지원하는 그래픽 드라이버를 설치하세요(Linux: apt-get install mesa-vulkan-drivers 또는 제조사 드라이버).',
    remedyCoreml: 'macOS를 업데이트하세요.',
  },
})
