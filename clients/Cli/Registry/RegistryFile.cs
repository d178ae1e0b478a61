using Qianliyan.V1;

namespace Qianliyan.Cli.Registry;

/// <summary>A registry file to be imported.</summary>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Open">Opens it for reading; the reader disposes.</param>
sealed record RegistryFile(string Name, RegistryFileHeader Header, long Length, Func<Stream> Open)
{
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static RegistryFile At(string path, RegistryFileHeader header)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file {path}.", path);
        header.Format = file.Extension.ToLowerInvariant() is ".json" or ".geojson"
            ? RegistryFileFormat.Geojson
            : RegistryFileFormat.Csv;
        return new RegistryFile(path, header, file.Length, file.OpenRead);
    }

    /// <summary>A file that is made up on the spot.</summary>
    public static RegistryFile Of(string name, byte[] content, RegistryFileHeader header) =>
        new(name, header, content.Length, () => new MemoryStream(content, writable: false));
}
