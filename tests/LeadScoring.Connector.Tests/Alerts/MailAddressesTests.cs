using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Tests.Alerts;

public sealed class MailAddressesTests
{
    [TestCase("jane@example.com")]
    [TestCase("Jane.O'Neil+sales@mail.example.co.uk")]
    [TestCase("root@localhost")]
    [TestCase("a_b-c@mail_server")]
    public void Accepts_a_bare_address(string text) => Assert.That(MailAddresses.IsAddress(text));

    [TestCase("")]
    [TestCase("@")]
    [TestCase("jane")]
    [TestCase("jane@")]
    [TestCase("@example.com")]
    [TestCase("a@b@c")]
    [TestCase("jane..doe@x")]
    [TestCase(".jane@example.com")]
    [TestCase("jane.@example.com")]
    [TestCase("jane@example..com")]
    [TestCase("jane@example.com.")]
    [TestCase("josé@example.com")]
    [TestCase("jane@exämple.com")]
    [TestCase("Jane <jane@example.com>")]
    [TestCase("\"jane doe\"@example.com")]
    [TestCase("jane@[127.0.0.1]")]
    [TestCase("jane@example.com, eve@example.com")]
    [TestCase("jane@example.com\r\nBcc: eve@example.com")]
    [TestCase("jane@example.com\n")]
    [TestCase("jane@example.com> SIZE=1")]
    [TestCase("jane\0@example.com")]
    public void Rejects_what_a_server_could_misunderstand(string text) => Assert.That(MailAddresses.IsAddress(text), Is.False);

    [Test]
    public void Rejects_what_is_longer_than_any_address() =>
        Assert.That(MailAddresses.IsAddress($"{new string('a', 64)}@{new string('b', 190)}"), Is.False);
}
