#!/usr/bin/env bash
# Unpacks the kit that lies beside this script into KIT_FOLDER and runs it there; see docs/gpu.md. What follows the
# script's name goes to scripts/gpuKit/run.ts. PYTHON names the interpreter that has PyTorch.
set -u
here=$(cd "$(dirname "$0")" && pwd)
kit=${KIT_FOLDER:-$HOME/regbench-kit}
python=${PYTHON:-python3}
results=$PWD
mkdir -p "$kit" && cat "$here"/kit.tar.xz.* | tar -xJ -C "$kit" || exit 1
# The provider as if it had been fetched; NVIDIA's libraries are those of PyTorch.
if [ -d "$kit/cuda" ]; then
  export XDG_DATA_HOME="$kit/data"
  version=$("$kit/node" -p "require('$kit/node_modules/onnxruntime-node/package.json').version")
  cuda="$XDG_DATA_HOME/regnet-lab-bench-cuda/onnxruntime-$version"
  mkdir -p "$cuda" && cp "$kit"/cuda/* "$kit/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1" "$cuda"
  environment=$("$python" -c 'import sys; print(sys.prefix)')
  printf '{"environment":"%s","folder":null}\n' "$environment" >"$XDG_DATA_HOME/regnet-lab-bench-cuda/environment.json"
fi
# NVIDIA's Vulkan driver for WebGPU, where the loader does not look by itself; the loader itself may lie beside the kit.
if [ -z "${VK_DRIVER_FILES:-}${VK_ICD_FILENAMES:-}" ]; then
  icd=$(find /usr/share/vulkan /etc/vulkan /usr/local/nvidia -name 'nvidia_icd*.json' 2>/dev/null | head -n 1)
  [ -n "$icd" ] && export VK_DRIVER_FILES="$icd"
fi
for package in "$here"/*.deb; do
  [ -f "$package" ] && dpkg -x "$package" "$kit/system" && export LD_LIBRARY_PATH="$kit/system/usr/lib/x86_64-linux-gnu:${LD_LIBRARY_PATH:-}"
done
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/tmp}
cd "$kit" && exec ./node scripts/gpuKit/run.ts --python "$python" --reference reference --lists lists --out "$results" "$@"
