import { sizeProblem, uploadProblem } from "../uploads"

const MEGABYTE = 1024 * 1024

it("sends no file that is larger than the server takes", () => {
  expect(sizeProblem(5 * MEGABYTE, 5 * MEGABYTE)).toBeNull()
  expect(sizeProblem(5 * MEGABYTE + 1, 5 * MEGABYTE)).toEqual({ key: "file_larger_than", most: 5 * MEGABYTE })
  expect(sizeProblem(5 * MEGABYTE, Infinity)).toBeNull()
})

it("says why an upload failed", () => {
  expect(uploadProblem(new Error("The connection broke"))).toEqual({ key: "upload_broken" })
  expect(uploadProblem(Object.assign(new Error("Payload Too Large"), { status: 413 }))).toMatchObject({ key: "file_too_large" })
  const refused = Object.assign(new Error("Files may have up to 5 MB."), { status: 400, code: "file_too_large" })
  expect(uploadProblem(refused)).toEqual({ key: "file_too_large", text: "Files may have up to 5 MB." })
})
