// Signing: what a machine lends to sign bytes and to look at signatures (Ed25519, RFC 8032): no one should write this mathematics twice.

export interface SignatureMaker {
  /** 32 bytes, lower-case hexadecimal. */
  readonly publicKey: string;
  /** 64 bytes, lower-case hexadecimal. */
  sign(bytes: Uint8Array): Promise<string>;
}

export interface SignatureChecker {
  /** False for what is no key and no signature too. */
  verify(publicKey: Uint8Array, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>;
}
