import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '../ui/tokens.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invariant } from '../../core/kernel/invariant.ts';
import { clock } from './clock.ts';
import { CrashBoundary } from './crash-page.tsx';
import { Providers } from './providers.tsx';
import { makeRouter } from './router.tsx';
import { settleStation } from './station.ts';
import { workstation } from './workstation.ts';

const place = document.getElementById('root');
invariant(place !== null, 'index.html has a place for the application');

const router = makeRouter();

// What tests and the shell hold on to: the clock (Q3) and the same door that screens use.
Object.assign(window, { counterfoilClock: clock, counterfoilWorkstation: workstation });

// No command is given before it is certain which station gives it.
await settleStation();

createRoot(place).render(
  <StrictMode>
    <Providers>
      <CrashBoundary>
        <RouterProvider router={router} />
      </CrashBoundary>
    </Providers>
  </StrictMode>,
);
