// A stand-in for Worker on pages that are opened without a server, where browsers start no worker. The search of
// Material for MkDocs asks for one. What it would run runs in a hidden frame instead.
//
// The idea and the name IFrameWorker, by which that search finds its files, are those of Martin Donath's iframe-worker.
// That one writes an inline script with the folder's address into the frame, which no hash in a policy can foresee.
"use strict"

class IFrameWorker extends EventTarget {
  constructor(address) {
    super()
    this.frame = document.createElement("iframe")
    this.frame.hidden = true
    document.body.append(this.frame)

    const inside = this.frame.contentWindow
    inside.document.open() // or Firefox puts another, empty document into the frame later
    inside.document.write("<!doctype html><title>Search</title><body>")
    inside.document.close()
    inside.postMessage = data => setTimeout(() => this.tell(data))
    inside.importScripts = async (...scripts) => {
      for (const script of scripts) await this.run(script)
    }
    this.isReady = this.run(address)
  }

  run(address) {
    const inside = this.frame.contentDocument
    return new Promise((done, failed) => {
      const script = Object.assign(inside.createElement("script"), { src: address, onload: done, onerror: failed })
      inside.body.append(script)
    })
  }

  tell(data) {
    this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }))
  }

  async postMessage(data) {
    await this.isReady
    this.frame.contentWindow.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }))
  }

  terminate() {
    this.frame.remove()
  }
}

if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = IFrameWorker
}
