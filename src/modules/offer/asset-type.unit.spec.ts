import { assertAssetName, assetMimeType } from "./asset-type"

const bytes = (text: string) => Buffer.from(text, "latin1")
const refusal = expect.objectContaining({ code: "file_type_not_allowed" })

describe("assetMimeType", () => {
  it.each([
    ["Workbook.pdf", "%PDF-1.7\n", "application/pdf"],
    ["book.EPUB", "PK\x03\x04mimetypeapplication/epub+zip", "application/epub+zip"],
    ["photo.jpeg", "\xff\xd8\xff\xe0", "image/jpeg"],
    ["talk.mp4", "\0\0\0\x20ftypisom", "video/mp4"],
    ["talk.mp3", "ID3\x04", "audio/mpeg"],
    ["notes.txt", "Dear attendee", "text/plain; charset=utf-8"],
    ["notes.txt", "\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe", "text/plain; charset=utf-8"],
  ])("takes %s", (name, head, expected) => {
    expect(assetMimeType(name, bytes(head))).toBe(expected)
  })

  it.each([
    ["setup.exe", "MZ\x90"],
    ["page.html", "<html>"],
    ["drawing.svg", "<svg>"],
    ["script.js", "alert(1)"],
    ["Workbook", "%PDF-1.7"],
    ["constructor", "x"],
    ["x.__proto__", "x"],
  ])("refuses %s by its name", (name, head) => {
    expect(() => assertAssetName(name)).toThrow(refusal)
    expect(() => assetMimeType(name, bytes(head))).toThrow(refusal)
  })

  it.each([
    ["a program called a document", "Workbook.pdf", "MZ\x90"],
    ["a page called a text", "notes.txt", " \n<!DOCTYPE html><script>alert(1)</script>"],
    ["a page behind a byte order mark", "notes.txt", "\xef\xbb\xbf<html>"],
    ["a drawing called a text", "notes.txt", '<?xml version="1.0"?><svg/>'],
    ["a script called a text", "notes.txt", "#!/bin/sh\n"],
    ["a program called a text", "notes.txt", "\x7fELF\x02"],
    ["bytes called a text", "notes.csv", "a\0b"],
    ["a picture called a document", "Workbook.pdf", "\x89PNG\r\n\x1a\n"],
    ["an empty file", "notes.txt", ""],
    ["an empty document", "Workbook.pdf", ""],
  ])("refuses %s", (_what, name, head) => {
    expect(() => assetMimeType(name, bytes(head))).toThrow(refusal)
  })
})
