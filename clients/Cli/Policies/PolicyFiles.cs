using System.Text.RegularExpressions;
using Qianliyan.V1;

namespace Qianliyan.Cli.Policies;

/// <summary>A policy file and those that it extends, as far as they lie beside it.</summary>
/// <param name="Policy">The file; without a text for the shipped policy.</param>
/// <param name="Bases">The files that it extends, itself or by way of one another.</param>
sealed partial record PolicyFiles(PolicySource Policy, IReadOnlyList<PolicySource> Bases)
{
    const string National = "national";

    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static async Task<PolicyFiles> Read(string path, CancellationToken cancellationToken)
    {
        if (path == National)
            return new PolicyFiles(new PolicySource { Name = National }, []);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file {path}.", path);
        var policy = new PolicySource
        {
            Name = Path.GetFileName(path),
            Yaml = await File.ReadAllTextAsync(path, cancellationToken),
        };
        var bases = new List<PolicySource>();
        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        for (string? name = BaseOf(policy.Yaml); name is not (null or National); name = BaseOf(bases[^1].Yaml))
        {
            string file = Path.Combine(directory, $"{Path.GetFileName(name)}.yaml");
            if (bases.Exists(known => known.Name == name) || !File.Exists(file))
                break;
            bases.Add(new PolicySource { Name = name, Yaml = await File.ReadAllTextAsync(file, cancellationToken) });
        }

        return new PolicyFiles(policy, bases);
    }

    static string? BaseOf(string yaml) =>
        Extends().Match(yaml) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""^extends:\s*["']?([^\s"'#]+)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Extends();
}
