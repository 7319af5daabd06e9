import type { SameShape } from "../../i18n/same-shape.ts";

export const cardsInEnglish = {
  wrongSecret: {
    name: "A wrong secret",
    power:
      "The attacker can connect, reads the nonce and computes HMAC as everybody can, but with a guessed secret.",
  },
  silent: {
    name: "No answer at all",
    power:
      "The attacker can connect and needs to know nothing: it takes the nonce and stays silent, so that others cannot be served.",
  },
  replay: {
    name: "An old answer, sent again",
    power:
      "The attacker has heard a good login on the wire, and sends the answer of then. The secret it does not know.",
  },
  nonceReused: {
    name: "The same against a server that uses its nonce twice",
    power:
      "The attacker does just the same. What differs is the server: it makes its nonce once, for all clients.",
  },
  altered: {
    name: "A bit of the answer flipped",
    power:
      "The attacker sits on the wire, can change what passes, and mend the checksums, which need no secret.",
  },
  middle: {
    name: "A man in the middle who waits",
    power:
      "The attacker sits on the wire, passes everything on until the client is accepted, and then speaks in its name with the right numbers.",
  },
  spoofed: {
    name: "A spoofed segment from elsewhere",
    power:
      "The attacker can send packets with the client’s address, but hears nothing of the connection: sequence numbers it must guess. All else is given to it here.",
  },
  merged: {
    name: "No attacker, but one recv for one message",
    power:
      "Nobody attacks; the server is only slow. Then the answer and the first message wait in its kernel together, and the naive server takes both for the answer.",
  },
  comparison: {
    name: "Comparing with == instead of compare_digest",
    power:
      "The attacker measures how long a refusal takes. If the comparison stops at the first difference, the time tells how many bytes were right.",
  },
};

export const cardsInChinese: SameShape<typeof cardsInEnglish> = {
  wrongSecret: {
    name: "密钥不对",
    power: "攻击者能连接、能读到随机数，HMAC 谁都会算，但它用的密钥是猜的。",
  },
  silent: {
    name: "始终不应答",
    power: "攻击者只要能连接就行，什么都不用知道：拿到随机数后一言不发，让别人得不到服务。",
  },
  replay: {
    name: "重放旧的应答",
    power: "攻击者在线路上听到过一次成功的登录，把当时的应答原样再发一遍。密钥它并不知道。",
  },
  nonceReused: {
    name: "同样的重放，但服务器重复使用随机数",
    power: "攻击者的做法完全一样，不同的是服务器：它只生成一次随机数，发给所有客户端。",
  },
  altered: {
    name: "翻转应答中的一位",
    power: "攻击者就在线路上，能改动经过的内容，还能把校验和重新算对——校验和不需要密钥。",
  },
  middle: {
    name: "耐心的中间人",
    power: "攻击者就在线路上，先把一切原样转交，等客户端通过验证，再用正确的序列号以它的名义说话。",
  },
  spoofed: {
    name: "来自别处的伪造报文段",
    power: "攻击者能冒用客户端的地址发包，却听不到这条连接，序列号只能猜。其余各项这里都直接告诉它。",
  },
  merged: {
    name: "没有攻击者，只是把一次 recv 当成一条消息",
    power:
      "没有人攻击，只是服务器慢了一点：应答和第一条消息一起等在内核里，不分帧的服务器就把两者都当成了应答。",
  },
  comparison: {
    name: "用 == 代替 compare_digest",
    power: "攻击者测量被拒绝要多久。如果比较在第一处不同就停下，耗时就会透露对了几个字节。",
  },
};
