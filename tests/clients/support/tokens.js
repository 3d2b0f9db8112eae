// A key server as Microsoft's, and the tokens that it vouches for and does not.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

export const appId = '11111111-aaaa-4222-8333-444444444444';
export const serviceUrl = 'https://smba.trafficmanager.net/uk/';
export const issuer = 'https://api.botframework.com';

const encode = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hashes = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' };

export class KeyServer {
  #keys = new Map();
  #server;

  static async start() {
    const keys = new KeyServer();
    keys.#server = createServer((request, response) => {
      const body = request.url === '/keys'
        ? { keys: [...keys.#keys].filter(([, key]) => key.isPublished).map(([kid, { pair, endorsements }]) => ({ ...pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid, ...(endorsements && { endorsements }) })) }
        : { issuer, jwks_uri: `${keys.address}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise(resolve => { keys.#server.listen(0, '127.0.0.1', resolve); });
    return keys;
  }

  get address() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  get metadata() {
    return `${this.address}/metadata`;
  }

  /** @param endorsements The channels that may use it; none for a key of no channel. */
  add(kid, endorsements, isPublished = true) {
    this.#keys.set(kid, { pair: generateKeyPairSync('rsa', { modulusLength: 2048 }), endorsements, isPublished });
  }

  withdraw(kid) {
    this.#keys.get(kid).isPublished = false;
  }

  /** A token, good but for what is changed: claims (undefined takes one away), head, or the key that signs. */
  token({ claims = {}, head = {}, signedBy = head.kid ?? 'good' } = {}) {
    const now = Math.floor(Date.now() / 1000);
    const header = { alg: 'RS256', typ: 'JWT', kid: 'good', ...head };
    const content = `${encode(header)}.${encode({ iss: issuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + 3540, ...claims })}`;
    return `${content}.${this.#signature(header.alg, content, this.#keys.get(signedBy)?.pair ?? this.#keys.get('good').pair)}`;
  }

  stop() {
    this.#server.closeAllConnections();
    return new Promise(resolve => { this.#server.close(resolve); });
  }

  #signature(algorithm, content, pair) {
    if (algorithm.toLowerCase() === 'none') {
      return '';
    }

    if (algorithm === 'HS256') {
      // What careless checks take for a shared secret.
      return createHmac('sha256', pair.publicKey.export({ format: 'pem', type: 'pkcs1' })).update(content).digest('base64url');
    }

    return sign(hashes[algorithm], Buffer.from(content), pair.privateKey).toString('base64url');
  }
}
