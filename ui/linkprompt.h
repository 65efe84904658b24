// SPDX-License-Identifier: MIT
#pragma once

class QUrl;
class QWidget;

namespace headgate {

/**
 * Shows where a link of somebody else's text leads, whole, and opens it in the browser only if the
 * person says so. Anything but http and https is left alone. UI thread.
 */
void askToOpen(const QUrl& url, QWidget* parent);

} // namespace headgate
