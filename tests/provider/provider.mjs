// A provider of OpenID Connect as organisations have one: node provider.mjs MODULES ISSUER PANEL KEYS
// Whoever signs in as NAME is NAME@demo.example; its own pages ask who, and then whether that is fine.
import { readFileSync } from 'node:fs';

const [modules, issuer, panel, keys] = process.argv.slice(2);
const { default: Provider } = await import(`${modules}/node_modules/oidc-provider/lib/index.js`);

const provider = new Provider(issuer, {
  jwks: JSON.parse(readFileSync(keys, 'utf8')),
  cookies: { keys: ['a key for tests only'] },
  clients: [{
    client_id: 'wederhoor',
    client_secret: 'een+geheim van:de%klant',
    redirect_uris: [`${panel}/login/organisatie/terug`],
    post_logout_redirect_uris: [`${panel}/`],
    backchannel_logout_uri: `${panel}/login/organisatie/einde`,
  }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'] },
  features: { backchannelLogout: { enabled: true } },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@demo.example`, email_verified: id !== 'board2' }),
  }),
});
provider.listen(new URL(issuer).port, '127.0.0.1');
