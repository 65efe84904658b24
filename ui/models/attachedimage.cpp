// SPDX-License-Identifier: MIT
#include "ui/models/attachedimage.h"

#include <QBuffer>
#include <QByteArrayList>
#include <QImageReader>

#include <algorithm>

namespace headgate {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostLetters = 44'000'000; // 32 MB in base64
constexpr qsizetype headLetters = 400'000; // what a camera writes may stand before the size
constexpr int mostPixels = 16'384;
constexpr qint64 mostWhole = 40'000'000; // pixels read unscaled: 160 MB once in full colour

/** The letters behind "data:image/png;base64,"; empty: it is something else. */
QStringView base64Of(const QString& url)
{
    if (!url.startsWith("data:image/"_L1, Qt::CaseInsensitive) || url.size() > mostLetters)
        return {};
    const qsizetype comma = url.left(200).indexOf(u',');
    if (comma < 0 || !QStringView(url).first(comma).endsWith(u";base64", Qt::CaseInsensitive))
        return {};
    return QStringView(url).sliced(comma + 1);
}

/** What can run programs or ask for other files is not read. */
bool isPlain(const QByteArray& format)
{
    static const QByteArrayList plain{"png", "jpeg", "jpg", "gif", "bmp", "webp"};
    return plain.contains(format.toLower());
}

bool fits(QSize size)
{
    return size.isValid() && !size.isEmpty() && size.width() <= mostPixels
        && size.height() <= mostPixels;
}

} // namespace

std::optional<QSize> attachedImageSize(const QString& mime, const QString& url)
{
    if (!mime.isEmpty() && !mime.startsWith("image/"_L1, Qt::CaseInsensitive))
        return {};
    const QStringView letters = base64Of(url);
    QByteArray head = QByteArray::fromBase64(letters.left(headLetters).toLatin1());
    QBuffer buffer(&head);
    QImageReader reader(&buffer);
    if (letters.isEmpty() || !isPlain(reader.format()))
        return {};
    const QSize size = reader.size();
    return fits(size) ? std::optional(size) : std::nullopt;
}

QImage attachedImage(const QString& url, QSize most)
{
    QByteArray bytes = QByteArray::fromBase64(base64Of(url).toLatin1());
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    if (!isPlain(reader.format()) || !fits(reader.size()))
        return {};
    const QSize size = reader.size();
    if (size.width() <= most.width() && size.height() <= most.height())
        return reader.read();
    const QSize scaled = size.scaled(most, Qt::KeepAspectRatio).expandedTo({1, 1});
    // A reader that scales a picture with a palette dithers the result.
    const bool palette = reader.imageFormat() == QImage::Format_Indexed8;
    if (!palette || qint64(size.width()) * size.height() > mostWhole) {
        reader.setScaledSize(scaled);
        return reader.read();
    }
    const QImage whole = reader.read();
    if (whole.isNull())
        return {};
    return whole.convertToFormat(QImage::Format_ARGB32_Premultiplied)
        .scaled(scaled, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace headgate
