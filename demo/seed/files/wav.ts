const RATE = 8_000
const HEADER_BYTES = 44

/** A WAV file of tones one after another, 8 kHz mono: half a second each, fading out. */
export function wav(frequencies: number[]): Buffer {
  const perTone = RATE / 2
  const samples = frequencies.length * perTone
  const file = Buffer.alloc(HEADER_BYTES + samples * 2)
  file.write("RIFF", 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write("WAVEfmt ", 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write("data", 36)
  file.writeUInt32LE(samples * 2, 40)
  frequencies.forEach((frequency, tone) => {
    for (let index = 0; index < perTone; index++) {
      const loudness = 0.4 * (1 - index / perTone)
      const value = Math.sin((2 * Math.PI * frequency * index) / RATE) * loudness
      file.writeInt16LE(Math.round(value * 32_767), HEADER_BYTES + (tone * perTone + index) * 2)
    }
  })
  return file
}
