// SPDX-License-Identifier: MIT
// A main for fuzz targets where libFuzzer is not at hand: SECONDS DIRECTORY [SEED]. Plays every
// file of the directory, then mutations of them until time is up. The seed of a run is printed, so
// that it can be had again.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t bound)
{
    return std::size_t(random() % bound);
}

void mutate(std::string& text, const std::vector<std::string>& corpus, Random& random)
{
    static const char interesting[] = "\r\n\0 :,;[]{}\"\\%0123456789-+eE\xff\xc3\x80";
    const std::size_t at = text.empty() ? 0 : below(random, text.size());
    switch (below(random, 7)) {
    case 0:
        if (!text.empty())
            text[at] = char(random());
        break;
    case 1:
        text.insert(at, 1, interesting[below(random, sizeof interesting - 1)]);
        break;
    case 2:
        text.erase(at, 1 + below(random, 8));
        break;
    case 3:
        text.insert(at, text.substr(at, 1 + below(random, 64)));
        break;
    case 4: {
        const std::string& other = corpus[below(random, corpus.size())];
        text.insert(at, other.substr(other.empty() ? 0 : below(random, other.size()), 64));
        break;
    }
    case 5:
        if (!text.empty())
            text[at] = interesting[below(random, sizeof interesting - 1)];
        break;
    default:
        text.resize(at);
    }
}

void play(const std::string& text)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "usage: %s SECONDS DIRECTORY [SEED]\n", argv[0]);
        return 2;
    }
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(argv[1]));
    const std::uint64_t seed =
        argc > 3 ? std::strtoull(argv[3], nullptr, 10) : std::random_device()();
    std::vector<std::string> corpus;
    for (const auto& entry : std::filesystem::directory_iterator(argv[2])) {
        std::ifstream file(entry.path(), std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        play(corpus.back());
    }
    if (corpus.empty()) {
        std::fprintf(stderr, "%s is empty\n", argv[2]);
        return 2;
    }
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    Random random(seed);
    std::uint64_t runs = 0;
    for (; runs % 256 != 0 || std::chrono::steady_clock::now() < end; ++runs) {
        std::string text = corpus[below(random, corpus.size())];
        for (std::size_t n = 1 + below(random, 8); n > 0; --n)
            mutate(text, corpus, random);
        if (text.size() > 65536)
            text.resize(65536);
        play(text);
    }
    std::printf("%llu runs\n", static_cast<unsigned long long>(runs));
    return 0;
}
