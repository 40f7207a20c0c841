import { LONGEST_CODE, readCodeList } from "../access-code-list"
import { inBatches } from "../in-batches"

const codes = (text: string) => readCodeList(text).codes

it("reads one code a line, whatever ends the lines", () => {
  expect(codes("A1\nB2\r\nC3\rD4\n\n")).toEqual(["A1", "B2", "C3", "D4"])
  expect(codes("  A1 \n\t\nB2")).toEqual(["A1", "B2"])
  expect(codes("")).toEqual([])
  expect(codes(" \n ")).toEqual([])
})

it("reads several codes from a single line", () => {
  expect(codes("A1, B2;C3\tD4")).toEqual(["A1", "B2", "C3", "D4"])
  expect(codes("A1,,B2,")).toEqual(["A1", "B2"])
  expect(codes("one code with blanks")).toEqual(["one code with blanks"])
})

it("takes the first column of a spreadsheet and leaves its heading out", () => {
  expect(codes("code,batch\nA1,first\nB2,second")).toEqual(["A1", "B2"])
  expect(codes("\uFEFFAccess Code;Note\nA1;x\nB2;y")).toEqual(["A1", "B2"])
  expect(codes("KEY-1\nKEY-2")).toEqual(["KEY-1", "KEY-2"])
  expect(codes(",first\nB2,second")).toEqual(["B2"])
})

it("takes a spreadsheet's quotes off and leaves others alone", () => {
  expect(codes('"A,1",x\n"B""2",y')).toEqual(["A,1", 'B"2'])
  expect(codes('A"1\n"B"2')).toEqual(['A"1', '"B"2'])
})

it("tells what stands there twice and what is too long", () => {
  const long = "x".repeat(LONGEST_CODE + 1)
  expect(readCodeList(`A1\nA1\nB2\nA1\n${long}\na1`)).toEqual({ codes: ["A1", "B2", "a1"], repeated: 2, tooLong: [5] })
  expect(readCodeList("x".repeat(LONGEST_CODE)).tooLong).toEqual([])
})

it("cuts a long list into batches", () => {
  expect(inBatches([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(inBatches([], 2)).toEqual([])
})
