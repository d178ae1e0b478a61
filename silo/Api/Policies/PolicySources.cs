using Grpc.Core;
using Qianliyan.Api.Errors;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;

namespace Qianliyan.Api.Policies;

/// <summary>The policies of a request, and what they extend.</summary>
sealed class PolicySources(IEnumerable<V1.PolicySource> bases, PolicyBook book)
{
    readonly V1.PolicySource[] _bases = [.. bases];

    /// <param name="field">The field of the request that holds it.</param>
    /// <param name="source">None where the request lacks it.</param>
    /// <exception cref="RpcException">The source is missing or names no policy.</exception>
    /// <exception cref="PolicyFileException">It has faults.</exception>
    public PolicyDocument Read(string field, V1.PolicySource? source)
    {
        if (source is null || source.Name.Length == 0)
            throw ApiError.Invalid($"{field}.name", "", "is missing");
        if (source.HasYaml)
            return PolicyFile.Read(source.Name, source.Yaml, TextOf);
        if (source.Name == PolicyFile.NationalName)
            return PolicyFile.NationalDocument;
        return book.DocumentOf(source.Name)
            ?? throw ApiError.Invalid($"{field}.name", source.Name, "is not the name of a policy; give its yaml");
    }

    /// <summary>The text of a sound source.</summary>
    public string TextOf(V1.PolicySource source) =>
        source.HasYaml ? source.Yaml : TextOf(source.Name) ?? PolicyFile.NationalText;

    /// <summary>The text of what a file extends.</summary>
    public string? TextOf(string name) =>
        Array.Find(_bases, known => known.Name == name)?.Yaml ?? book.TextOf(name);
}
