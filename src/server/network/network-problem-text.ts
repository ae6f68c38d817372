import type { NetworkProblemCode } from '#contract/network.ts';
import type { BothLanguages } from '../store-problem-text.ts';
import type { NetworkProblem } from './network-problem.ts';

const sentences: Record<NetworkProblemCode, (what: string) => BothLanguages> = {
  PORT_TAKEN: (port) => ({
    ko: `${port}번 포트를 다른 프로그램이 쓰고 있어 네트워크에 열지 않았습니다. --lan-port(안내 화면은 --trust-port)로 다른 번호를 고르세요.`,
    en: `Another program uses port ${port}, so nothing was opened to the network. Choose another with --lan-port (trust page: --trust-port).`,
  }),
  PORT_FORBIDDEN: (port) => ({
    ko: `${port}번 포트를 쓸 권한이 없어 네트워크에 열지 않았습니다. --lan-port 로 1024보다 큰 번호를 고르세요.`,
    en: `Port ${port} may not be used, so nothing was opened to the network. Choose one above 1024 with --lan-port.`,
  }),
  OWN_CERT_HALF: (file) => ({
    ko: `인증서와 개인 키는 함께 있어야 합니다. 네트워크에 열지 않았습니다. 없는 파일: ${file}`,
    en: `A certificate and its key belong together. Nothing was opened to the network. Missing: ${file}`,
  }),
  OWN_CERT_UNREADABLE: (file) => ({
    ko: `인증서나 개인 키를 읽을 수 없어 네트워크에 열지 않았습니다. PEM 형식이고 암호가 걸려 있지 않은지 확인하세요. (${file})`,
    en: `The certificate or its key cannot be read, so nothing was opened to the network. Both must be PEM, the key without a password. (${file})`,
  }),
  OWN_CERT_MISMATCH: (file) => ({
    ko: `개인 키가 인증서의 것이 아니어서 네트워크에 열지 않았습니다. 짝이 맞는 파일을 두세요. (${file})`,
    en: `The key is not the one of the certificate, so nothing was opened to the network. Put the pair that belongs together. (${file})`,
  }),
  OWN_CERT_EXPIRED: (file) => ({
    ko: `인증서의 기한이 지나 네트워크에 열지 않았습니다. 새 인증서를 두세요. (${file})`,
    en: `The certificate has expired, so nothing was opened to the network. Put a new one there. (${file})`,
  }),
  OWN_CERT_NOT_YET: (file) => ({
    ko: `인증서의 기한이 아직 시작되지 않아 네트워크에 열지 않았습니다. 이 컴퓨터의 시각을 확인하세요. (${file})`,
    en: `The certificate is not valid yet, so nothing was opened to the network. Check the clock of this machine. (${file})`,
  }),
  OWN_CERT_NAMELESS: (file) => ({
    ko: `인증서에 컴퓨터 이름이나 주소(subjectAltName)가 없어 네트워크에 열지 않았습니다. 이름이 든 인증서를 두세요. (${file})`,
    en: `The certificate names no machine (subjectAltName), so nothing was opened to the network. Put one that names it. (${file})`,
  }),
  NETWORK_FAILED: (why) => ({
    ko: `예상하지 못한 문제로 네트워크에 열지 못했습니다. (${why})`,
    en: `Something unexpected kept the network closed. (${why})`,
  }),
};

/** What happened and what to do, for a branch host that could not be opened to the network. */
export function networkProblemText({ code, what }: NetworkProblem): BothLanguages {
  return sentences[code](what);
}
