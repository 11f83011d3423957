CREATE TABLE studies (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL,            -- JSON
    createdAt INTEGER NOT NULL           -- ms since 1970, as every time here
  , plan TEXT, classes INTEGER, isSample INTEGER NOT NULL DEFAULT 0, trashedAt INTEGER) STRICT;
CREATE TABLE populations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    name TEXT NOT NULL,
    designSpace TEXT NOT NULL,           -- JSON
    seed INTEGER NOT NULL,               -- of the sampling
    flopsLow REAL,
    flopsHigh REAL,
    recipe TEXT NOT NULL,                -- JSON
    dataset TEXT NOT NULL,               -- JSON
    datasetHash TEXT NOT NULL,
    keepWeights TEXT NOT NULL,           -- JSON
    createdAt INTEGER NOT NULL, spaceId INTEGER REFERENCES spaces (id), plan TEXT, trashedAt INTEGER, drawsDue INTEGER NOT NULL DEFAULT 0,
    UNIQUE (studyId, name)
  ) STRICT;
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    populationId INTEGER NOT NULL REFERENCES populations (id),
    position INTEGER NOT NULL,           -- order of the sample, from 0
    -- identity: together they decide the bits of the result
    seed INTEGER NOT NULL,
    recipe TEXT NOT NULL,                -- JSON
    network TEXT NOT NULL,               -- JSON
    datasetHash TEXT NOT NULL,
    onnxruntimeVersion TEXT NOT NULL,
    provider TEXT NOT NULL,
    cpuFeatures TEXT NOT NULL,
    plan TEXT NOT NULL,
    -- for the queue
    status TEXT NOT NULL,
    priority INTEGER NOT NULL DEFAULT 0,
    predictedPeakBytes REAL,
    attempt INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    checkpointPath TEXT,                 -- relative to the lab's folder, as weightsPath
    -- result
    reason TEXT,
    errorPercent REAL,
    validationErrors INTEGER,
    validationCount INTEGER,
    digest TEXT,
    weightsPath TEXT,
    pinned INTEGER NOT NULL DEFAULT 0,
    peakMemoryBytes REAL,
    environment TEXT,                    -- JSON
    createdAt INTEGER NOT NULL,
    startedAt INTEGER,
    finishedAt INTEGER, flops REAL NOT NULL DEFAULT 0, parameters REAL NOT NULL DEFAULT 0, activations REAL NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '[]', note TEXT NOT NULL DEFAULT '', place INTEGER NOT NULL DEFAULT 9007199254740991, epochsDone INTEGER NOT NULL DEFAULT 0, lowestErrorPercent REAL, durationMs REAL NOT NULL DEFAULT 0, draw TEXT, exclusion TEXT, experiment TEXT NOT NULL DEFAULT '',
    UNIQUE (populationId, position)
  ) STRICT;
CREATE TABLE epochs (
    runId INTEGER NOT NULL REFERENCES runs (id),
    epoch INTEGER NOT NULL,
    learningRate REAL NOT NULL,
    trainLoss REAL,                      -- SQLite keeps NaN as NULL
    trainErrorPercent REAL NOT NULL,
    validationLoss REAL,
    validationErrorPercent REAL NOT NULL,
    validationTop5ErrorPercent REAL,
    validationErrors INTEGER NOT NULL,
    emaValidationErrorPercent REAL,
    imagesPerSecond REAL NOT NULL,
    durationMs REAL NOT NULL,
    PRIMARY KEY (runId, epoch)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE steps (
    runId INTEGER NOT NULL REFERENCES runs (id),
    epoch INTEGER NOT NULL,
    losses BLOB NOT NULL,                -- zlib of little-endian float32, one per step
    PRIMARY KEY (runId, epoch)
  ) STRICT;
CREATE TABLE trainers (
    pid INTEGER PRIMARY KEY,
    startTime TEXT NOT NULL              -- the system's, to tell it from a later process with the same pid
  ) STRICT;
CREATE TABLE spaces (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    parentId INTEGER REFERENCES spaces (id),      -- NULL: a root of the lineage
    definition TEXT NOT NULL,                     -- JSON
    state TEXT NOT NULL,
    reason TEXT,
    createdAt INTEGER NOT NULL,
    trashedAt INTEGER
  ) STRICT;
CREATE TABLE "events" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL,
    runId INTEGER,
    kind TEXT NOT NULL,
    data TEXT NOT NULL,                           -- JSON
    at INTEGER NOT NULL
  ) STRICT;
CREATE TABLE datasets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    spec TEXT NOT NULL,                           -- JSON
    contents TEXT NOT NULL,                       -- JSON
    createdAt INTEGER NOT NULL,
    trashedAt INTEGER
  ) STRICT;
CREATE TABLE refinements (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    spaceId INTEGER NOT NULL REFERENCES spaces (id),
    refinedSpaceId INTEGER REFERENCES spaces (id),
    step TEXT NOT NULL,
    state TEXT NOT NULL,                          -- JSON
    decision TEXT,
    reason TEXT,
    createdAt INTEGER NOT NULL,
    changedAt INTEGER NOT NULL
  ) STRICT;
CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    studyId INTEGER NOT NULL REFERENCES studies (id),
    document TEXT NOT NULL,                       -- JSON
    changedAt INTEGER NOT NULL,
    trashedAt INTEGER
  ) STRICT;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL                           -- JSON
  ) STRICT, WITHOUT ROWID;
CREATE TABLE pilots (
    provider TEXT NOT NULL,
    datasetHash TEXT NOT NULL,
    batchSize INTEGER NOT NULL,
    flops REAL NOT NULL,
    activations REAL NOT NULL,
    parameters REAL NOT NULL,
    imagesPerSecond REAL NOT NULL,
    peakMemoryBytes REAL,
    measuredAt INTEGER NOT NULL,
    PRIMARY KEY (provider, datasetHash, batchSize, flops, activations, parameters)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE released (
    path TEXT PRIMARY KEY                -- relative to the lab's folder
  ) STRICT, WITHOUT ROWID;
CREATE TABLE fingerprints (
    ofTable TEXT NOT NULL,
    ofRow TEXT NOT NULL,                 -- values of the primary key, divided by /
    value INTEGER NOT NULL,
    PRIMARY KEY (ofTable, ofRow)
  ) STRICT, WITHOUT ROWID;
CREATE INDEX spacesByStudy ON spaces (studyId);
CREATE INDEX populationsBySpace ON populations (spaceId);
CREATE INDEX runsByQueueOrder ON runs (status, priority DESC, place, populationId, position);
CREATE INDEX runsByEnd ON runs (finishedAt) WHERE finishedAt IS NOT NULL;
CREATE INDEX eventsByStudy ON events (studyId, id);
CREATE INDEX refinementsByStudy ON refinements (studyId);
CREATE INDEX reportsByStudy ON reports (studyId);
DELETE FROM sqlite_sequence;
INSERT INTO "studies" VALUES (1,'Lab of version 9','{"formatVersion":1,"name":"Lab of version 9","spaces":["AnyNetX_A","RegNetX"],"scale":"tiny16","perSpace":2,"flops":{"low":300000,"high":500000},"imageSize":16,"dataset":{"kind":"synthetic","seed":1,"imageSize":16,"trainCount":300,"testCount":100},"recipe":{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1},"seed":1,"provider":"cpu","keepWeights":{"keep":"best","count":10}}',1795987809280,'{"imageSize":16,"dataset":{"kind":"synthetic","seed":1,"imageSize":16,"trainCount":300,"testCount":100},"recipe":{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1},"flops":{"low":300000,"high":500000},"perSpace":2,"seed":1,"provider":"cpu"}',10,0,NULL);
INSERT INTO "populations" VALUES (1,1,'AnyNetX_A','{"id":"AnyNetX_A","name":"AnyNetX_A","stem":"cifar","stemWidth":8,"block":"x","seRatio":0,"activation":"relu","headWidth":0,"bnEpsilon":0.00001,"strides":[1,2,2,2],"parameters":{"kind":"anyNet","depth":{"law":"logUniform","low":1,"high":8,"quantum":1},"width":{"law":"logUniform","low":8,"high":128,"quantum":8},"bottleneckRatio":{"law":"powerOf2","low":1,"high":4},"groupWidth":{"law":"powerOf2","low":1,"high":32}},"constraints":[]}',3305638052,300000.0,500000.0,'{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1}','{"kind":"synthetic","seed":1,"imageSize":16,"trainCount":300,"testCount":100}','c9e71b3c01a66084e40ee252be7fccb094cf61457f3057d949fadd337eb4d60b','{"keep":"best","count":10}',1795987809282,1,'{"imageSize":16,"dataset":{"kind":"synthetic","seed":1,"imageSize":16,"trainCount":300,"testCount":100},"recipe":{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1},"flops":{"low":300000,"high":500000},"perSpace":2,"seed":1,"provider":"cpu"}',NULL,0);
INSERT INTO "populations" VALUES (2,1,'RegNetX','{"id":"RegNetX","name":"RegNetX","stem":"cifar","stemWidth":8,"block":"x","seRatio":0,"activation":"relu","headWidth":0,"bnEpsilon":0.00001,"strides":[1,2,2,2],"parameters":{"kind":"regNet","depth":{"law":"uniform","low":1,"high":32,"quantum":1},"initialWidth":{"law":"logUniform","low":8,"high":128,"quantum":8},"widthSlope":{"law":"logUniform","low":1,"high":128,"quantum":0.1},"widthMultiplier":{"law":"logUniform","low":1.5,"high":3,"quantum":0.001},"bottleneckRatio":{"law":"powerOf2","low":1,"high":4},"groupWidth":{"law":"powerOf2","low":1,"high":32}},"constraints":[{"id":"widthRange","max":128}]}',3603233483,300000.0,500000.0,'{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1}','{"kind":"synthetic","seed":1,"imageSize":16,"trainCount":300,"testCount":100}','c9e71b3c01a66084e40ee252be7fccb094cf61457f3057d949fadd337eb4d60b','{"keep":"best","count":10}',1795987809332,2,'{"imageSize":16,"dataset":{"kind":"synthetic","seed":1,"imageSize":16,"trainCount":300,"testCount":100},"recipe":{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1},"flops":{"low":300000,"high":500000},"perSpace":2,"seed":1,"provider":"cpu"}',NULL,0);
INSERT INTO "runs" VALUES (1,1,0,2366211754,'{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1}','{"stem":"cifar","stemWidth":8,"block":"x","stages":[{"depth":2,"width":16,"stride":1,"bottleneckRatio":4,"groupWidth":2},{"depth":7,"width":16,"stride":2,"bottleneckRatio":4,"groupWidth":4},{"depth":2,"width":8,"stride":2,"bottleneckRatio":4,"groupWidth":2},{"depth":1,"width":72,"stride":2,"bottleneckRatio":4,"groupWidth":2}],"headWidth":0,"seRatio":0,"classes":10,"imageSize":16,"activation":"relu","bnEpsilon":0.00001}','c9e71b3c01a66084e40ee252be7fccb094cf61457f3057d949fadd337eb4d60b','1.30.0','cpu','x64 avx avx2 avx512_bf16 avx512_vnni avx512bw avx512dq avx512f avx512vl f16c fma sse4_1','x64-1','finished',0,233529536.0,1,0,NULL,NULL,90.0,27,30,'73299e8d446a7ccdd6cfdcd2fce1497f68a57115e11551d059ed4450891e06c7','weights/run-1.safetensors',1,212525056.0,'{"onnxruntime":"1.30.0","node":"24.21.0","cpu":"AMD EPYC"}',1795987809282,1795987811542,1795987813461,350624.0,7158.0,32520.0,'[]','',9007199254740991,2,90.0,716.86251199999924,'{"depths":[2,7,2,1],"widths":[16,16,8,72],"bottleneckRatios":[4,4,4,4],"groupWidths":[2,4,4,2]}',NULL,'sUa+JXU8BzsyX0c5');
INSERT INTO "runs" VALUES (2,1,1,4200653691,'{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1}','{"stem":"cifar","stemWidth":8,"block":"x","stages":[{"depth":3,"width":8,"stride":1,"bottleneckRatio":2,"groupWidth":1},{"depth":3,"width":8,"stride":2,"bottleneckRatio":2,"groupWidth":4},{"depth":4,"width":8,"stride":2,"bottleneckRatio":2,"groupWidth":4},{"depth":4,"width":128,"stride":2,"bottleneckRatio":4,"groupWidth":16}],"headWidth":0,"seRatio":0,"classes":10,"imageSize":16,"activation":"relu","bnEpsilon":0.00001}','c9e71b3c01a66084e40ee252be7fccb094cf61457f3057d949fadd337eb4d60b','1.30.0','cpu','x64 avx avx2 avx512_bf16 avx512_vnni avx512bw avx512dq avx512f avx512vl f16c fma sse4_1','x64-1','finished',-1,226301888.0,1,0,NULL,NULL,90.0,27,30,'e81d53404c40a683ba7819ab2b0b549b8e960a19b808e57a0f0656ae580a2adb','weights/run-2.safetensors',0,239038464.0,'{"onnxruntime":"1.30.0","node":"24.21.0","cpu":"AMD EPYC"}',1795987809282,1795987819209,1795987821928,396032.0,53934.0,24000.0,'[]','',9007199254740991,2,86.666666666666671,863.12210800000503,'{"depths":[3,3,4,4],"widths":[8,8,8,96],"bottleneckRatios":[2,2,2,4],"groupWidths":[1,32,16,16]}',NULL,'DVx6dOZIC2h9hnFS');
INSERT INTO "runs" VALUES (3,2,0,1012320696,'{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1}','{"stem":"cifar","stemWidth":8,"block":"x","stages":[{"depth":2,"width":8,"stride":1,"bottleneckRatio":4,"groupWidth":1},{"depth":7,"width":16,"stride":2,"bottleneckRatio":4,"groupWidth":1},{"depth":12,"width":32,"stride":2,"bottleneckRatio":4,"groupWidth":1},{"depth":4,"width":56,"stride":2,"bottleneckRatio":4,"groupWidth":1}],"headWidth":0,"seRatio":0,"classes":10,"imageSize":16,"activation":"relu","bnEpsilon":0.00001}','c9e71b3c01a66084e40ee252be7fccb094cf61457f3057d949fadd337eb4d60b','1.30.0','cpu','x64 avx avx2 avx512_bf16 avx512_vnni avx512bw avx512dq avx512f avx512vl f16c fma sse4_1','x64-1','finished',0,234011968.0,1,0,NULL,NULL,90.0,27,30,'b76b4b51f8af7c40f97a9df331d3b306b402ef3078b0ca4709e8bf6d7b636d97','weights/run-3.safetensors',0,230490112.0,'{"onnxruntime":"1.30.0","node":"24.21.0","cpu":"AMD EPYC"}',1795987809332,1795987813501,1795987819166,329936.0,20186.0,32584.0,'[]','',9007199254740991,2,90.0,1792.9801409999964,'{"depths":[2,7,12,4],"widths":[8,16,32,56],"bottleneckRatios":[4,4,4,4],"groupWidths":[1,1,1,1],"regNet":{"depth":25,"initialWidth":8,"widthSlope":1.7,"widthMultiplier":1.957,"bottleneckRatio":4,"groupWidth":1}}',NULL,'aglnCOkbs2Pcc//S');
INSERT INTO "runs" VALUES (4,2,1,699313642,'{"epochs":2,"batchSize":32,"baseLearningRate":0.15,"schedule":{"kind":"cosine","per":"epoch","minimumShare":0},"warmupEpochs":0.5,"warmupFactor":0.1,"momentum":0.9,"nesterov":true,"weightDecay":{"weight":0.00005,"batchNorm":0.00005,"bias":0.00005},"bnMomentum":0.1,"zeroFinalGamma":false,"labelSmoothing":0,"mixupAlpha":0,"ema":null,"preciseBn":null,"augmentation":{"cropPadding":0,"flip":false,"randomResizedCrop":null},"validation":{"share":0.1,"splitSeed":1},"imagesPerEpoch":null,"evaluateEvery":1}','{"stem":"cifar","stemWidth":8,"block":"x","stages":[{"depth":2,"width":8,"stride":1,"bottleneckRatio":2,"groupWidth":4},{"depth":3,"width":16,"stride":2,"bottleneckRatio":2,"groupWidth":4},{"depth":7,"width":24,"stride":2,"bottleneckRatio":2,"groupWidth":4},{"depth":5,"width":48,"stride":2,"bottleneckRatio":2,"groupWidth":4}],"headWidth":0,"seRatio":0,"classes":10,"imageSize":16,"activation":"relu","bnEpsilon":0.00001}','c9e71b3c01a66084e40ee252be7fccb094cf61457f3057d949fadd337eb4d60b','1.30.0','cpu','x64 avx avx2 avx512_bf16 avx512_vnni avx512bw avx512dq avx512f avx512vl f16c fma sse4_1','x64-1','finished',-1,229261376.0,1,0,NULL,NULL,90.0,27,30,'722719e1e7d28b537570d495d9869473276dc30c93f46c6aea19f2ab14c839ae','weights/run-4.safetensors',0,242028544.0,'{"onnxruntime":"1.30.0","node":"24.21.0","cpu":"AMD EPYC"}',1795987809332,1795987822036,1795987825361,482400.0,28658.0,27680.0,'[]','',9007199254740991,2,90.0,956.69791799999439,'{"depths":[2,3,7,5],"widths":[8,16,24,48],"bottleneckRatios":[2,2,2,2],"groupWidths":[4,4,4,4],"regNet":{"depth":17,"initialWidth":8,"widthSlope":2.2,"widthMultiplier":1.775,"bottleneckRatio":2,"groupWidth":4}}',NULL,'Wr8ONzRT68jPAVv+');
INSERT INTO "epochs" VALUES (1,0,0.015,2.3205807507038117,91.796875,2.3054142488714988,93.333333333333329,63.333333333333336,28,NULL,798.50324808195876,363.61417199999869);
INSERT INTO "epochs" VALUES (1,1,0.075,2.3585131168365479,91.40625,2.3287555059441716,90.0,36.666666666666664,27,NULL,766.2187169471822,353.24834000000055);
INSERT INTO "epochs" VALUES (2,0,0.015,2.3520503640174866,88.28125,2.3126393244202763,86.666666666666671,50.0,26,NULL,831.82956851927656,325.89433400000235);
INSERT INTO "epochs" VALUES (2,1,0.075,5.6656491756439209,89.84375,65459.756673177086,90.0,50.0,27,NULL,478.01328596101899,537.22777400000268);
INSERT INTO "epochs" VALUES (3,0,0.015,2.3465490639209747,92.1875,2.304755654795096,90.0,50.0,27,NULL,210.8833801990896,1219.5969519999981);
INSERT INTO "epochs" VALUES (3,1,0.075,2.8698515594005585,91.40625,191.46792013613285,90.0,53.333333333333336,27,NULL,461.23674839796331,573.38318899999831);
INSERT INTO "epochs" VALUES (4,0,0.015,2.3470647633075714,94.921875,2.3051084566507294,90.0,50.0,27,NULL,434.17581849366889,605.6472569999969);
INSERT INTO "epochs" VALUES (4,1,0.075,2.5888044834136963,92.1875,20.331853796960086,90.0,53.333333333333336,27,NULL,732.71065387651629,351.05066099999749);
INSERT INTO "steps" VALUES (1,0,X'789CDB6020EC107B4DD8C1659788436297B0C3971E3187BE782187832B441D4C9CC41C00BBC50AE9');
INSERT INTO "steps" VALUES (1,1,X'789CDBD723E4305151D4C14C45DCC1284AD2E1789AA8C39338290703430987B26C7107009F030949');
INSERT INTO "steps" VALUES (3,0,X'789C9B9429E260A722ECD0FD42D881FB91A843459A9843C17E11873FA5B20ED3ABC41D00AF330AFA');
INSERT INTO "steps" VALUES (3,1,X'789CBBCB27E470C1DFCAC1212FCCE1CB046B87B293660EC7765A39C89C3175F8B6DEDC0100D3520D41');
INSERT INTO "steps" VALUES (2,0,X'789C4B121774605A23EA30F9BC94C3AA1A3187AC1C09878215520EEFD3451D3A360B3B0000A9300ADF');
INSERT INTO "steps" VALUES (2,1,X'789C4B58A5EC30FB68BFC353CD890E41BBDA1D4C4A181C1F29FC70B81078C7E141EF2D0700EEDD0F36');
INSERT INTO "steps" VALUES (4,0,X'789CAB6E1171982F24E630EBBBB0C341367187BC77620ED92FC51DAACE4B386C2C15710000C1080BD5');
INSERT INTO "steps" VALUES (4,1,X'789C5BAA29E1D0EA28EB9067ADE5F0AADFC0A1BF57C6E18BBEBEC3F7AD460E67CECA390000BC0E0C65');
INSERT INTO "spaces" VALUES (1,1,NULL,'{"id":"AnyNetX_A","name":"AnyNetX_A","stem":"cifar","stemWidth":8,"block":"x","seRatio":0,"activation":"relu","headWidth":0,"bnEpsilon":0.00001,"strides":[1,2,2,2],"parameters":{"kind":"anyNet","depth":{"law":"logUniform","low":1,"high":8,"quantum":1},"width":{"law":"logUniform","low":8,"high":128,"quantum":8},"bottleneckRatio":{"law":"powerOf2","low":1,"high":4},"groupWidth":{"law":"powerOf2","low":1,"high":32}},"constraints":[]}','draft',NULL,1795987809281,NULL);
INSERT INTO "spaces" VALUES (2,1,1,'{"id":"RegNetX","name":"RegNetX","stem":"cifar","stemWidth":8,"block":"x","seRatio":0,"activation":"relu","headWidth":0,"bnEpsilon":0.00001,"strides":[1,2,2,2],"parameters":{"kind":"regNet","depth":{"law":"uniform","low":1,"high":32,"quantum":1},"initialWidth":{"law":"logUniform","low":8,"high":128,"quantum":8},"widthSlope":{"law":"logUniform","low":1,"high":128,"quantum":0.1},"widthMultiplier":{"law":"logUniform","low":1.5,"high":3,"quantum":0.001},"bottleneckRatio":{"law":"powerOf2","low":1,"high":4},"groupWidth":{"law":"powerOf2","low":1,"high":32}},"constraints":[{"id":"widthRange","max":128}]}','draft',NULL,1795987809281,NULL);
INSERT INTO "events" VALUES (1,1,NULL,'studyCreated','{"name":"Lab of version 9"}',1795987809280);
INSERT INTO "events" VALUES (2,1,NULL,'spaceAdded','{"spaceId":1,"name":"AnyNetX_A","parentId":null}',1795987809281);
INSERT INTO "events" VALUES (3,1,NULL,'spaceAdded','{"spaceId":2,"name":"RegNetX","parentId":1}',1795987809281);
INSERT INTO "events" VALUES (4,1,NULL,'populationAdded','{"populationId":1,"name":"AnyNetX_A","runs":2}',1795987809282);
INSERT INTO "events" VALUES (5,1,NULL,'populationAdded','{"populationId":2,"name":"RegNetX","runs":2}',1795987809332);
INSERT INTO "events" VALUES (6,1,1,'started','{"attempt":1}',1795987811542);
INSERT INTO "events" VALUES (7,1,1,'epoch','{"epoch":0}',1795987813019);
INSERT INTO "events" VALUES (8,1,1,'epoch','{"epoch":1}',1795987813381);
INSERT INTO "events" VALUES (9,1,1,'finished','{"errorPercent":90,"digest":"73299e8d446a7ccdd6cfdcd2fce1497f68a57115e11551d059ed4450891e06c7"}',1795987813461);
INSERT INTO "events" VALUES (10,1,3,'started','{"attempt":1}',1795987813501);
INSERT INTO "events" VALUES (11,1,3,'epoch','{"epoch":0}',1795987818020);
INSERT INTO "events" VALUES (12,1,3,'epoch','{"epoch":1}',1795987818925);
INSERT INTO "events" VALUES (13,1,3,'finished','{"errorPercent":90,"digest":"b76b4b51f8af7c40f97a9df331d3b306b402ef3078b0ca4709e8bf6d7b636d97"}',1795987819166);
INSERT INTO "events" VALUES (14,1,2,'started','{"attempt":1}',1795987819209);
INSERT INTO "events" VALUES (15,1,2,'epoch','{"epoch":0}',1795987821198);
INSERT INTO "events" VALUES (16,1,2,'epoch','{"epoch":1}',1795987821810);
INSERT INTO "events" VALUES (17,1,2,'finished','{"errorPercent":90,"digest":"e81d53404c40a683ba7819ab2b0b549b8e960a19b808e57a0f0656ae580a2adb"}',1795987821928);
INSERT INTO "events" VALUES (18,1,4,'started','{"attempt":1}',1795987822036);
INSERT INTO "events" VALUES (19,1,4,'epoch','{"epoch":0}',1795987824751);
INSERT INTO "events" VALUES (20,1,4,'epoch','{"epoch":1}',1795987825108);
INSERT INTO "events" VALUES (21,1,4,'finished','{"errorPercent":90,"digest":"722719e1e7d28b537570d495d9869473276dc30c93f46c6aea19f2ab14c839ae"}',1795987825361);
INSERT INTO "events" VALUES (22,1,1,'pinned','{"pinned":true}',1795987825506);
INSERT INTO "events" VALUES (23,1,NULL,'note','{"text":"Run 1 was selected: 91 of 100 test images wrong.","selected":1,"testErrors":91,"testCount":100}',1795987826557);
INSERT INTO "settings" VALUES ('labId','"5e312843-87c9-4ffa-b891-906979eebda9"');
INSERT INTO "fingerprints" VALUES ('epochs','1/0',3487502129);
INSERT INTO "fingerprints" VALUES ('epochs','1/1',83298899);
INSERT INTO "fingerprints" VALUES ('epochs','2/0',974150209);
INSERT INTO "fingerprints" VALUES ('epochs','2/1',1094950469);
INSERT INTO "fingerprints" VALUES ('epochs','3/0',3009559029);
INSERT INTO "fingerprints" VALUES ('epochs','3/1',1821324532);
INSERT INTO "fingerprints" VALUES ('epochs','4/0',3070369819);
INSERT INTO "fingerprints" VALUES ('epochs','4/1',3222680769);
INSERT INTO "fingerprints" VALUES ('events','1',3858813032);
INSERT INTO "fingerprints" VALUES ('events','10',2926659183);
INSERT INTO "fingerprints" VALUES ('events','11',3565116145);
INSERT INTO "fingerprints" VALUES ('events','12',341431745);
INSERT INTO "fingerprints" VALUES ('events','13',3513150693);
INSERT INTO "fingerprints" VALUES ('events','14',1095484150);
INSERT INTO "fingerprints" VALUES ('events','15',2118097291);
INSERT INTO "fingerprints" VALUES ('events','16',141680654);
INSERT INTO "fingerprints" VALUES ('events','17',918164957);
INSERT INTO "fingerprints" VALUES ('events','18',1350335516);
INSERT INTO "fingerprints" VALUES ('events','19',2972399763);
INSERT INTO "fingerprints" VALUES ('events','2',2324597688);
INSERT INTO "fingerprints" VALUES ('events','20',4018212786);
INSERT INTO "fingerprints" VALUES ('events','21',754414779);
INSERT INTO "fingerprints" VALUES ('events','22',1694131536);
INSERT INTO "fingerprints" VALUES ('events','23',4203218013);
INSERT INTO "fingerprints" VALUES ('events','3',285390245);
INSERT INTO "fingerprints" VALUES ('events','4',2236242570);
INSERT INTO "fingerprints" VALUES ('events','5',3647650926);
INSERT INTO "fingerprints" VALUES ('events','6',567711851);
INSERT INTO "fingerprints" VALUES ('events','7',639423797);
INSERT INTO "fingerprints" VALUES ('events','8',2754622955);
INSERT INTO "fingerprints" VALUES ('events','9',4017050579);
INSERT INTO "fingerprints" VALUES ('populations','1',3977307891);
INSERT INTO "fingerprints" VALUES ('populations','2',3670919605);
INSERT INTO "fingerprints" VALUES ('runs','1',3680747961);
INSERT INTO "fingerprints" VALUES ('runs','2',3532839628);
INSERT INTO "fingerprints" VALUES ('runs','3',4131398400);
INSERT INTO "fingerprints" VALUES ('runs','4',3763988892);
INSERT INTO "fingerprints" VALUES ('settings','labId',86958441);
INSERT INTO "fingerprints" VALUES ('spaces','1',180456913);
INSERT INTO "fingerprints" VALUES ('spaces','2',1892009297);
INSERT INTO "fingerprints" VALUES ('steps','1/0',1630000377);
INSERT INTO "fingerprints" VALUES ('steps','1/1',3591492061);
INSERT INTO "fingerprints" VALUES ('steps','2/0',52664558);
INSERT INTO "fingerprints" VALUES ('steps','2/1',875758990);
INSERT INTO "fingerprints" VALUES ('steps','3/0',3799343916);
INSERT INTO "fingerprints" VALUES ('steps','3/1',3936105112);
INSERT INTO "fingerprints" VALUES ('steps','4/0',652552876);
INSERT INTO "fingerprints" VALUES ('steps','4/1',3104428043);
INSERT INTO "fingerprints" VALUES ('studies','1',1836648381);
INSERT INTO "sqlite_sequence" VALUES ('events',23);
INSERT INTO "sqlite_sequence" VALUES ('studies',1);
INSERT INTO "sqlite_sequence" VALUES ('spaces',2);
INSERT INTO "sqlite_sequence" VALUES ('populations',2);
INSERT INTO "sqlite_sequence" VALUES ('runs',4);
PRAGMA user_version = 9;
PRAGMA application_id = 1380404290;
