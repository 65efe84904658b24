#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The bundle's parts as SPDX 2.3 in JSON: packaging/sbom.sh BUNDLE VERSION
set -euo pipefail
bundle=$1
version=$2
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
sum=$(find "$bundle" -type f -print0 | sort -z | xargs -0 cat | sha256sum | cut -c1-16)
cat <<HEAD
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "headgate-$version",
  "documentNamespace": "https://spdx.org/spdxdocs/headgate-$version-$sum",
  "creationInfo": { "created": "$created", "creators": ["Tool: packaging/sbom.sh"] },
  "packages": [
    { "SPDXID": "SPDXRef-headgate", "name": "headgate", "versionInfo": "$version", "downloadLocation": "NOASSERTION",
      "filesAnalyzed": false, "licenseConcluded": "MIT", "licenseDeclared": "MIT", "copyrightText": "NOASSERTION" }
HEAD
relations=
while read -r package; do
    id=SPDXRef-$(printf '%s' "$package" | tr -c 'A-Za-z0-9.-' '-')
    installed=$(dpkg-query -W -f='${Version}' "$package")
    source=$(dpkg-query -W -f='${source:Package}' "$package")
    printf '    , { "SPDXID": "%s", "name": "%s", "versionInfo": "%s", "sourceInfo": "Debian source package %s", "downloadLocation": "NOASSERTION", "filesAnalyzed": false, "licenseConcluded": "NOASSERTION", "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION" }\n' \
        "$id" "$package" "$installed" "$source"
    relations="$relations    , { \"spdxElementId\": \"SPDXRef-headgate\", \"relationshipType\": \"DYNAMIC_LINK\", \"relatedSpdxElement\": \"$id\" }
"
done < <(find "$bundle/lib" "$bundle/plugins" -type f -printf '%f\n' | while read -r file; do
    dpkg -S "*/$file" 2>/dev/null | sed 's/:.*//' | head -1
done | sort -u)
cat <<TAIL
  ],
  "relationships": [
    { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-headgate" }
$relations  ]
}
TAIL
