import type { SameShape } from "../../i18n/same-shape.ts";

export const en = {
  title: "Inside HMAC",
  formula: "The formula of RFC 2104, with {{digest}} as H",
  keyInFormula: "the key, filled with zeros up to a block; hashed before where it is longer than that",
  steps: "Steps",
  previous: "Previous step",
  next: "Next step",
  play: "Play the steps one by one",
  pause: "Stop playing",
  all: "All steps",
  place: "Step {{step}} of {{count}}: {{name}}",
  input: "Goes in",
  output: "Comes out",
  text: "As text",
  length_one: "{{count}} byte",
  length_other: "{{count}} bytes",
  range: "bytes {{first}}–{{last}}",
  empty: "no bytes",
  more_one: "and {{count}} more byte",
  more_other: "and {{count}} more bytes",
  role: {
    key: "key",
    hashedKey: "hashed key",
    zeros: "zeros",
    innerPad: "inner pad",
    message: "message",
    innerHash: "inner hash",
    outerPad: "outer pad",
    mac: "MAC",
  },
  operation: {
    encode: "UTF-8",
    hash: "{{digest}}",
    pad_one: "fill with {{count}} zero",
    pad_other: "fill with {{count}} zeros",
    xor: "each byte xor {{pad}}",
    firstByte: "The first byte, bit by bit: where the two differ there is a 1.",
  },
  stage: {
    key: {
      name: "The key",
      how: "A MAC (message authentication code) is made of bytes, not of letters, so the secret is taken as its bytes in UTF-8.",
      short:
        "This key has {{length}} bytes. RFC 2104 advises at least {{size}}, as many as {{digest}} gives out, and random ones: whoever has heard one nonce and its answer can try words at home until one fits.",
    },
    hashedKey: {
      name: "Hash the long key",
      how: "The key has {{length}} bytes, and {{digest}} takes in blocks of {{block}}. A key that does not fit into one block is hashed first, and its {{size}} bytes stand for the key from here on. So a key longer than a block is hardly a stronger one.",
    },
    paddedKey: {
      name: "Fill up to a block",
      how: "Zeros behind the key make it exactly {{block}} bytes, one block of {{digest}}. So the key alone fills the first block that is hashed, and the message begins with the second. The zeros add no secrecy.",
      full: "The key already fills the block of {{block}} bytes, so no zeros are added.",
    },
    innerPad: {
      name: "Inner pad",
      how: "Every byte is xor-ed with 36 (ipad). HMAC needs two keys that differ, one for each of its two hashes, and makes both from the one secret. Where zeros were, 36 shows.",
    },
    innerHash: {
      name: "Inner hash",
      how: "{{digest}} over the inner pad and, behind it, the message. The key comes first, so everything that is computed afterwards depends on it: one other bit in key or message, and about half of these bits change.",
    },
    outerPad: {
      name: "Outer pad",
      how: "The filled key once more, now xor-ed with 5c (opad). 36 and 5c differ in four of their eight bits, so the two pads have little in common.",
    },
    mac: {
      name: "Outer hash: the MAC",
      how: "{{digest}} over the outer pad and the inner hash. Why hash twice? {{digest}} can be carried on from its result: had the inner hash been sent, whoever saw it could add to the message and compute the hash of the longer one without the key (length extension). The outer hash hides it.",
    },
  },
  checks: "Checked",
  check: {
    utf8: {
      right: "These are the bytes of the secret in UTF-8.",
      wrong: "These are not the bytes of the secret in UTF-8.",
    },
    platformDigest: {
      right: "The browser's own {{digest}} gives the same bytes.",
      wrong: "The browser's own {{digest}} gives other bytes.",
    },
    keyThenZeros: {
      right: "First the key, then zeros for all that it lacks of {{block}} bytes.",
      wrong: "This is not the key with zeros behind it.",
    },
    innerXorBack: {
      right: "Xor-ed with 36 again, the filled key is back.",
      wrong: "Xor-ed with 36 again, the filled key is not back.",
    },
    outerXorBack: {
      right: "Xor-ed with 5c again, the filled key is back.",
      wrong: "Xor-ed with 5c again, the filled key is not back.",
    },
    platformHmac: {
      right: "The browser's own HMAC, in one call, gives the same MAC.",
      wrong: "The browser's own HMAC gives another MAC.",
    },
    program: {
      right: "The program got this very MAC.",
      wrong: "The program got another MAC: {{mac}}",
    },
    secret: {
      right: "The program got this very MAC, so this is the secret it had.",
      wrong: "The program got another MAC, so it had another secret.",
    },
    pending: "Asking the browser…",
    md5: "Not checked by the browser: it has no MD5 to offer to pages. The test cases of RFC 2202 below are computed by the same code.",
    insecure:
      "Not checked by the browser: it computes nothing for a page that came over plain HTTP from another machine. The RFC's test cases below are computed by the same code.",
    refused:
      "Not checked by the browser: it does not take this key. The RFC's test cases below are computed by the same code.",
    notSeen: "What the program got was not seen.",
  },
  verdict: { right: "right", wrong: "wrong", open: "not checked" },
  vectors: {
    summary: "{{right}} of {{count}} test cases of {{rfc}} right",
    how: "Computed in this page just now, by the code that made the steps above.",
    truncated: "the first {{bits}} bits, as many as the RFC prints",
    key: "key of {{count}} bytes",
  },
  history: {
    title: "{{digest}} is history",
    md5: "Two inputs with the same MD5 are made in seconds (a collision), so it no longer serves for signatures. HMAC does not rest on that, and no practical attack on HMAC-MD5 is known; still, RFC 6151 wants no new design to use it. Python's hmac.new took MD5 by default before 3.8; since then a digest must be named. Take SHA-256.",
    sha1: "Two files with the same SHA-1 were shown in 2017, and such collisions have become cheaper since. HMAC does not rest on that, and HMAC-SHA-1 is not broken (RFC 6194); still, NIST wants SHA-1 out of use by the end of 2030. Take SHA-256.",
  },
  withheld: {
    title: "This recording holds no secret",
    how: "It was saved without. Type the secret to see how the MAC comes about; it stays in this page.",
    label: "Secret",
    compute: "Compute",
  },
};

export const zh: SameShape<typeof en> = {
  title: "HMAC 的内部",
  formula: "RFC 2104 的公式，其中 H 为 {{digest}}",
  keyInFormula: "密钥补零到一个分组的长度；比分组长的密钥先做摘要",
  steps: "步骤",
  previous: "上一步",
  next: "下一步",
  play: "逐步播放",
  pause: "停止播放",
  all: "显示全部步骤",
  place: "第 {{step}} 步，共 {{count}} 步：{{name}}",
  input: "输入",
  output: "输出",
  text: "文本",
  length_other: "{{count}} 字节",
  range: "第 {{first}}–{{last}} 字节",
  empty: "没有字节",
  more_other: "还有 {{count}} 字节",
  role: {
    key: "密钥",
    hashedKey: "密钥的摘要",
    zeros: "补零",
    innerPad: "内层填充密钥",
    message: "消息",
    innerHash: "内层摘要",
    outerPad: "外层填充密钥",
    mac: "MAC",
  },
  operation: {
    encode: "UTF-8 编码",
    hash: "{{digest}}",
    pad_other: "补 {{count}} 个零",
    xor: "每个字节与 {{pad}} 异或",
    firstByte: "以第一个字节为例，逐位比较：不同则为 1。",
  },
  stage: {
    key: {
      name: "密钥",
      how: "MAC（消息认证码）按字节计算，与文字无关，所以先把密钥按 UTF-8 写成字节。",
      short:
        "这个密钥只有 {{length}} 字节。RFC 2104 建议至少 {{size}} 字节（即 {{digest}} 的输出长度），而且应当随机：谁要是听到一个随机数和对应的应答，就可以回家一个词一个词地试，直到吻合。",
    },
    hashedKey: {
      name: "长密钥先做摘要",
      how: "密钥有 {{length}} 字节，而 {{digest}} 每次处理 {{block}} 字节的一个分组。一个分组放不下的密钥要先做摘要，此后就用这 {{size}} 字节代替它。所以比分组更长的密钥几乎不会更安全。",
    },
    paddedKey: {
      name: "补足一个分组",
      how: "在密钥后面补零，凑成正好 {{block}} 字节，也就是 {{digest}} 的一个分组。这样，最先处理的分组里只有密钥，消息从第二个分组开始。补上的零不增加保密性。",
      full: "密钥恰好占满 {{block}} 字节的分组，不必补零。",
    },
    innerPad: {
      name: "内层填充（ipad）",
      how: "每个字节与 36 异或（ipad）。HMAC 要做两次摘要，每次需要一个不同的密钥，两个都由同一个密钥变出来。原来是零的地方现在是 36。",
    },
    innerHash: {
      name: "内层摘要",
      how: "对“内层填充密钥 ‖ 消息”做 {{digest}}。密钥排在最前，此后的每一步计算都取决于它：密钥或消息只要有一位不同，结果中大约一半的位都会改变。",
    },
    outerPad: {
      name: "外层填充（opad）",
      how: "再取一次补足的密钥，这次与 5c 异或（opad）。36 与 5c 的八位中有四位不同，两个填充后的密钥因此差别很大。",
    },
    mac: {
      name: "外层摘要，即 MAC",
      how: "对“外层填充密钥 ‖ 内层摘要”做 {{digest}}。为什么要做两次？{{digest}} 可以从结果接着往下算：如果发出去的是内层摘要，看到它的人不知道密钥，也能在消息后面添加内容，并算出更长消息的摘要（长度扩展攻击）。外层摘要把它藏了起来。",
    },
  },
  checks: "核对",
  check: {
    utf8: {
      right: "正是密钥文本的 UTF-8 字节。",
      wrong: "不是密钥文本的 UTF-8 字节。",
    },
    platformDigest: {
      right: "浏览器自带的 {{digest}} 算出的字节相同。",
      wrong: "浏览器自带的 {{digest}} 算出的字节不同。",
    },
    keyThenZeros: {
      right: "先是密钥；不足 {{block}} 字节的部分都是零。",
      wrong: "这不是密钥后面补零的结果。",
    },
    innerXorBack: {
      right: "再与 36 异或一次，又得到补足的密钥。",
      wrong: "再与 36 异或一次，得到的不是补足的密钥。",
    },
    outerXorBack: {
      right: "再与 5c 异或一次，又得到补足的密钥。",
      wrong: "再与 5c 异或一次，得到的不是补足的密钥。",
    },
    platformHmac: {
      right: "浏览器自带的 HMAC 一步算出同样的 MAC。",
      wrong: "浏览器自带的 HMAC 算出的 MAC 不同。",
    },
    program: {
      right: "程序得到的正是这个 MAC。",
      wrong: "程序得到的是另一个 MAC：{{mac}}",
    },
    secret: {
      right: "程序得到的正是这个 MAC，可见它用的就是这个密钥。",
      wrong: "程序得到的是另一个 MAC，可见它用的是别的密钥。",
    },
    pending: "正在询问浏览器…",
    md5: "无法由浏览器核对：浏览器不向网页提供 MD5。下面 RFC 2202 的测试用例由同一段代码计算。",
    insecure:
      "无法由浏览器核对：网页若以明文 HTTP 来自另一台机器，浏览器就不为它做密码计算。下面 RFC 的测试用例由同一段代码计算。",
    refused: "无法由浏览器核对：它不接受这个密钥。下面 RFC 的测试用例由同一段代码计算。",
    notSeen: "没有看到程序得到的值。",
  },
  verdict: { right: "正确", wrong: "错误", open: "未核对" },
  vectors: {
    summary: "{{rfc}} 的 {{count}} 个测试用例中，{{right}} 个正确",
    how: "刚刚在本页中计算，用的就是算出上面各步的代码。",
    truncated: "前 {{bits}} 位，RFC 只给出这些",
    key: "密钥 {{count}} 字节",
  },
  history: {
    title: "{{digest}} 已成历史",
    md5: "几秒钟就能造出两份 MD5 相同的数据（碰撞），所以它已不能用于签名。HMAC 并不依赖抗碰撞性，目前也没有针对 HMAC-MD5 的实用攻击；尽管如此，RFC 6151 要求新的设计不再使用它。Python 的 hmac.new 在 3.8 之前默认用 MD5，此后必须写明摘要算法。请用 SHA-256。",
    sha1: "2017 年有人公布了两份 SHA-1 相同的文件，此后制造碰撞越来越便宜。HMAC 并不依赖抗碰撞性，HMAC-SHA-1 没有被攻破（RFC 6194）；尽管如此，NIST 要求在 2030 年底前停用 SHA-1。请用 SHA-256。",
  },
  withheld: {
    title: "这份记录里没有密钥",
    how: "保存时没有带上。输入密钥就能看到 MAC 是怎样算出来的；密钥只留在本页中。",
    label: "密钥",
    compute: "计算",
  },
};
