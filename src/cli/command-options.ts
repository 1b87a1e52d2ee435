// Command options: what the user may ask of each command, as read from the command line.

export interface CheckOptions {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly sort?: string;
}

export interface MasterOptions {
  readonly out?: string;
  readonly style?: string;
  readonly amount?: number;
  readonly loudness?: string;
  readonly ceiling?: number;
  readonly dryRun?: boolean;
  readonly plan?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface StudioOptions {
  readonly port?: number;
  readonly open: boolean;
}
