// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QSize>
#include <QString>

#include <optional>

/** Pictures that a message carries within itself, as data: URLs. Nothing is ever fetched. Pure. */
namespace headgate {

/** How large it is, by its head alone. Nothing: it is no picture, none of PNG, JPEG, GIF, BMP or
 * WebP, it is broken, or larger than anybody sends: 32 MB, or 16,384 px a side. */
std::optional<QSize> attachedImageSize(const QString& mime, const QString& url);

/** The picture, made smaller where it is larger than `most`; null where it cannot be read. It may
 * take a tenth of a second. Any thread. */
QImage attachedImage(const QString& url, QSize most);

} // namespace headgate
