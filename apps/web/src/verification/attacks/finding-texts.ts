import type { SameShape } from "../../i18n/same-shape.ts";

export const findingsInEnglish = {
  closed: "The server closed this connection and goes on with the next client.",
  macsEqual: "Both MACs are equal in all {{total}} bytes.",
  macsDiffer:
    "{{count}} of the {{total}} bytes of the two MACs differ. Of a wrong secret nothing comes out half right, so that one cannot feel one’s way.",
  tookMore: "One recv gave out {{given}} bytes: the answer of {{own}} bytes and what followed it.",
  tookExactly:
    "recv was asked for {{own}} bytes and gave out {{given}}; the message stayed in the kernel until it was asked for.",
  wasRight: "Both had computed the same MAC: who knew the secret was turned away.",
  sameAnswer: "The answer is, byte for byte, the one of the login before.",
  otherNonce: "But the server has sent another nonce than then.",
  sameNonce: "And the server has sent the very same nonce as then.",
  computedNothing: "The client computed no HMAC at all; it need not know the secret for what it did.",
  otherExpected: "For this nonce the server computed another MAC than the one sent.",
  flipped: "Bit {{bit}} of byte {{byte}} of the answer was flipped on its way.",
  checksumFits:
    "The receiving kernel found nothing wrong: TCP’s checksum fits again. It guards against accidents, and whoever can change bytes can compute it.",
  discarded:
    "The receiving kernel threw the frame away without a word, because its {{protocol}} checksum does not fit. No program heard of it.",
  sentAgain: "Nobody acknowledged these bytes, so the client’s kernel sent them again, whole this time.",
  oneBit:
    "The comparison found the difference: one wrong bit makes a wrong answer. The secret is none the wiser, and the honest client has to come again.",
  verifiedBefore: "The client was verified, and rightly so. That was before.",
  taken: "The server’s program took {{text}} for a message of the client’s.",
  unsentAcknowledged:
    "The server’s kernel acknowledged {{bytes}} bytes that the client’s kernel never sent. What acknowledges the future is not to be taken (RFC 9293 §3.10.7.4), nor what else it carries.",
  replyAgain_one: "Nobody acknowledged its reply, so the server’s kernel sent it again, {{count}} time.",
  replyAgain_other: "Nobody acknowledged its reply, so the server’s kernel sent it again, {{count}} times.",
  swallowed:
    "The real client’s own message has the same sequence numbers as the forged one: for the server’s kernel these are bytes that it has already, and its program never sees them.",
  clientReads: "The client then reads {{text}}: the reply to words that it never said.",
  droppedWithAck:
    "The server’s kernel did not take it, because its number lies outside of the window, and said so with an ACK that names the number it waits for (RFC 9293 §3.10.7.4). That ACK goes to the real client; the attacker does not see it.",
  droppedSilently: "The server’s kernel did not take it, and sent nothing back.",
  unharmed: "Nothing has happened to the connection: the client’s own message got its reply, {{text}}.",
  storm:
    "From now on the two kernels disagree about what was said. Whatever one of them sends is unacceptable to the other, which answers with an ACK (RFC 9293 §3.10.7.4), and that ACK is unacceptable again: an ACK storm can arise, which Linux slows down but does not end, not even when the programs are killed. One lost ACK ends it, or a RST. The next attack begins with RSTs to both ends.",
  odds: "The expected number is one of {{numbers, number}}. Into the window of {{window, number}} bytes that the server offers one guess in {{odds, number}} falls; what is read at once begins at the expected number, or earlier and reaches past it. The acknowledgment would have to be guessed as well, which the server’s kernel takes only between what it sent last and the largest window before what the client has acknowledged (RFC 5961 §5), and the port of the client too.",
  queue:
    "At most {{waiting}} waited in the accept queue. listen({{backlog}}) limits it: Linux turns others away once more than {{backlog}} wait, so that there is room for {{room}}.",
  synDropped_one:
    "{{count}} SYN of the second client arrived while the queue was full: the kernel dropped it without an answer.",
  synDropped_other:
    "{{count}} SYNs of the second client arrived while the queue was full: the kernel dropped them without an answer.",
  deniedForAWhile:
    "It did not get in, but reached its aim: while it was silent, nobody else was served. The server serves one client at a time, so whoever comes again and again like this blocks it for good.",
  pace: "TIMEOUT limits the waiting for the answer alone. The times seen are longer, because the programs of an attack run slowed down, with a rest before each call, so that they can be watched.",
  firstWaited: "The first honest client waited {{waited}} in the queue, and was then verified.",
  secondWaited: "The second was let into the queue later, waited {{waited}}, and was verified too.",
};

export const findingsInChinese: SameShape<typeof findingsInEnglish> = {
  closed: "服务器关闭了这条连接，继续接待下一个客户端。",
  macsEqual: "两个 MAC 的 {{total}} 个字节全部相同。",
  macsDiffer:
    "两个 MAC 的 {{total}} 个字节中有 {{count}} 个不同。密钥错了，结果不会“对一半”，所以没法一点点试出来。",
  tookMore: "一次 recv 就取出了 {{given}} 字节：{{own}} 字节的应答，连同它后面的内容。",
  tookExactly: "recv 只要 {{own}} 字节，就只取出 {{given}} 字节；消息留在内核里，等到要它时才取。",
  wasRight: "双方算出的 MAC 是一样的：被拒之门外的，恰恰是知道密钥的客户端。",
  sameAnswer: "这个应答与上一次登录的应答逐字节相同。",
  otherNonce: "但服务器这次发的是另一个随机数。",
  sameNonce: "而服务器这次发的还是当时那个随机数。",
  computedNothing: "客户端根本没有计算 HMAC；它这么做不需要知道密钥。",
  otherExpected: "对这个随机数，服务器算出的 MAC 与收到的不同。",
  flipped: "应答第 {{byte}} 字节的第 {{bit}} 位在途中被翻转。",
  checksumFits: "接收方内核没有发现异常：TCP 校验和又是对的。它防的是意外出错，谁能改字节，谁就能重算它。",
  discarded: "接收方内核一声不响地丢弃了这一帧，因为 {{protocol}} 校验和不对。没有哪个程序知道它来过。",
  sentAgain: "这些字节没有得到确认，于是客户端的内核重传了一遍，这次完好无损。",
  oneBit: "比较时发现了不同：错一位，整个应答就是错的。密钥没有泄露，合法客户端只能重新来过。",
  verifiedBefore: "客户端通过了验证，这本身没有错。但那是之前的事。",
  taken: "服务器程序把 {{text}} 当成客户端的消息取走了。",
  unsentAcknowledged:
    "服务器的内核确认了 {{bytes}} 个字节，而客户端的内核从没发过它们。确认了尚未发送的数据，这样的报文段不能接受（RFC 9293 §3.10.7.4），里面带的数据也一样。",
  replyAgain_one: "回复得不到确认，服务器的内核把它重传了 {{count}} 次。",
  replyAgain_other: "回复得不到确认，服务器的内核把它重传了 {{count}} 次。",
  swallowed:
    "真正的客户端自己的消息，序列号与伪造的那条相同：在服务器的内核看来，这些字节早已收到，它的程序永远不会看到它们。",
  clientReads: "随后客户端读到 {{text}}：这是对它从没说过的话的回复。",
  droppedWithAck:
    "序列号落在窗口之外，服务器的内核没有接受，并用一个 ACK 说明自己在等哪个序列号（RFC 9293 §3.10.7.4）。这个 ACK 发给真正的客户端，攻击者看不到。",
  droppedSilently: "服务器的内核没有接受它，也没有任何回应。",
  unharmed: "连接毫发无损：客户端自己的消息得到了回复 {{text}}。",
  storm:
    "从此两端的内核对“说过什么”看法不一。一方发出的报文段，另一方不能接受，便回一个 ACK（RFC 9293 §3.10.7.4），而这个 ACK 又不能被对方接受：由此可能引发 ACK 风暴。Linux 只限制它的频率，并不终止它，结束程序也停不下来。丢掉其中一个 ACK，或者来一个 RST，它才会停。开始下一次攻击前，会先向两端各注入一个 RST。",
  odds: "服务器期待的序列号是 {{numbers, number}} 个里的一个。服务器的窗口有 {{window, number}} 字节，平均猜 {{odds, number}} 次会落进一次；但要被立即读取，须从它期待的序列号开始，或者从更早处开始并越过它。此外还得猜中确认号和客户端的端口：确认号不能超过服务器已发到的位置，也不能比客户端已确认的位置早一个最大窗口以上（RFC 5961 §5），否则整个报文段都会被拒绝。",
  queue:
    "accept 队列里最多时有 {{waiting}} 个在等。上限由 listen({{backlog}}) 规定：等待者超过 {{backlog}} 个之后，Linux 才不再放人进来，所以能容下 {{room}} 个。",
  synDropped_one: "队列已满时，第二个客户端的 SYN 来了 {{count}} 次，内核都直接丢弃，不作应答。",
  synDropped_other: "队列已满时，第二个客户端的 SYN 来了 {{count}} 次，内核都直接丢弃，不作应答。",
  deniedForAWhile:
    "它没能登录，但目的达到了：在它沉默的这段时间里，别人都得不到服务。服务器一次只接待一个客户端，这样一再地来，就能一直堵住它。",
  pace: "TIMEOUT 只限定等待应答的时间。看到的时间更长，是因为攻击中的程序都放慢了速度，每次调用前停一会儿，便于观看。",
  firstWaited: "第一个合法客户端在队列里等了 {{waited}}，随后通过验证。",
  secondWaited: "第二个后来才进入队列，等了 {{waited}}，也通过了验证。",
};
