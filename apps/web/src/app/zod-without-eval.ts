import { z } from "zod";

// A strict Content-Security-Policy forbids eval. Zod reads this while a schema is made, so this module comes first.
z.config({ jitless: true });
