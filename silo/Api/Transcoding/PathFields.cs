using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Google.Api;

namespace Qianliyan.Api.Transcoding;

/// <summary>The fields of a request that its URL gives, by the path template of a method.</summary>
sealed partial class PathFields
{
    static readonly ConcurrentDictionary<string, PathFields> Known = new(StringComparer.Ordinal);

    readonly Regex _path;
    readonly string[] _fields;

    PathFields(string template)
    {
        var fields = new List<string>();
        string pattern = Variable().Replace(Regex.Escape(template), match =>
        {
            fields.Add(match.Groups["field"].Value.Replace("\\.", ".", StringComparison.Ordinal));
            string value = match.Groups["pattern"] is { Success: true } given
                ? given.Value.Replace("\\*", "[^/]+", StringComparison.Ordinal)
                : "[^/]+";
            return $"({value})";
        });
        _path = new Regex($"^{pattern}$", RegexOptions.CultureInvariant);
        _fields = [.. fields];
    }

    /// <summary>The template of a rule without its additional bindings.</summary>
    public static PathFields Of(HttpRule rule) => Known.GetOrAdd(
        rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => rule.Get,
            HttpRule.PatternOneofCase.Post => rule.Post,
            HttpRule.PatternOneofCase.Put => rule.Put,
            HttpRule.PatternOneofCase.Patch => rule.Patch,
            HttpRule.PatternOneofCase.Delete => rule.Delete,
            _ => "",
        },
        template => new PathFields(template));

    /// <summary>Field, such as <c>order.name</c>, and value of each; none for a path of another template.</summary>
    public IEnumerable<(string Field, string Value)> In(string path) => _path.Match(path) is { Success: true } match
        ? _fields.Select((field, i) => (field, match.Groups[i + 1].Value))
        : [];

    [GeneratedRegex(@"\\\{(?<field>[a-z_\\.]+)(=(?<pattern>[^}]+))?}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
