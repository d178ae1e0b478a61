using System.Text.RegularExpressions;
using Google.Api;

namespace Qianliyan.Api.OpenApi;

/// <summary>One HTTP form of a method, by its google.api.http annotation.</summary>
/// <param name="Verb">GET, POST and so on.</param>
/// <param name="Path">Path of the OpenAPI document, such as <c>/v1/points/{point}/observations</c>.</param>
/// <param name="PathParameters">Names of the parameters in the path, in order.</param>
/// <param name="BoundFields">Request fields that the path carries.</param>
/// <param name="Body">Request field that is the body; "*" for all the rest, empty for none.</param>
sealed partial record HttpBinding(
    string Verb,
    string Path,
    IReadOnlyList<string> PathParameters,
    IReadOnlyList<string> BoundFields,
    string Body)
{
    public static IEnumerable<HttpBinding> Of(HttpRule rule) => rule.AdditionalBindings.Prepend(rule).Select(Single);

    static HttpBinding Single(HttpRule rule)
    {
        (string verb, string template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            _ => throw new InvalidOperationException($"The HTTP rule {rule} has no pattern."),
        };
        var parameters = new List<string>();
        var fields = new List<string>();
        string path = Variable().Replace(template, match =>
        {
            string field = match.Groups["field"].Value;
            Group pattern = match.Groups["pattern"];
            fields.Add(field);
            return pattern.Success ? Open(pattern.Value, parameters) : Plain(field, parameters);
        });
        return new HttpBinding(verb, path, parameters, fields, rule.Body);
    }

    /// <summary>Each star of a resource name pattern becomes a parameter named for its collection.</summary>
    static string Open(string pattern, List<string> parameters)
    {
        string[] segments = pattern.Split('/');
        for (int i = 1; i < segments.Length; i++)
        {
            if (segments[i] != "*")
                continue;
            string name = segments[i - 1].TrimEnd('s');
            parameters.Add(name);
            segments[i] = $"{{{name}}}";
        }

        return string.Join('/', segments);
    }

    static string Plain(string field, List<string> parameters)
    {
        parameters.Add(field);
        return $"{{{field}}}";
    }

    [GeneratedRegex(@"\{(?<field>[a-z_.]+)(=(?<pattern>[^}]+))?\}")]
    private static partial Regex Variable();
}
